import { expect, test } from 'vitest';
import type { CaseDetail } from '../../api/types';
import { applicationOf, emptyFiling, filingOf, formPath, givenOf } from './application';

test('an application lists applicants first, with accounts only for them', () => {
  const values = emptyFiling('2026-11-20');
  values.applicants = [{ kind: 'person', name: '黄某', identity_number: '4412 2419 0001', account: { name: '', bank: '农行', bank_code: '', account: '6228 4800' } }];
  values.respondents = [{ kind: 'person', name: '陈某', account: { name: 'x', bank: 'y', bank_code: '', account: '1' } }];
  values.claim.items = [{ kind: 'principal', title: '货款', amount_fen: 528900 }];
  values.materials = { title: { got: true, pages: '3' }, mandate: { got: false } };
  const body = applicationOf(values);
  expect(body.parties.map((p) => p.role)).toEqual(['applicant', 'respondent']);
  expect(body.parties[0]?.account).toEqual({ name: '黄某', bank: '农行', bank_code: '', account: '62284800' });
  expect(body.parties[0]?.identity_number).toBe('4412 2419 0001');
  expect(body.parties[1]?.account).toBeNull();
  expect(body.materials).toEqual([{ kind: 'title', title: '生效法律文书', file: null, pages: 3 }]);
});

test('a refused party field finds its place in the form', () => {
  expect(formPath(['parties', 0, 'name'], 1)).toEqual(['applicants', 0, 'name']);
  expect(formPath(['parties', 2, 'identity_number'], 1)).toEqual(['respondents', 1, 'identity_number']);
  expect(formPath(['claim', 'cause'], 1)).toEqual(['claim', 'cause']);
});

const masked = (text: string) => ({ masked: text, ticket: null }) as never;

/** A received case as the page has it: what is secret only masked. */
const received = {
  received_on: '2026-09-20',
  cause: '买卖合同纠纷',
  title: { category: 'arbitration', kind: '仲裁裁决书', issuer: '肇庆仲裁委员会', number: '（2026）肇仲字第8号', effective_on: '2026-08-01', due_on: '2026-08-15', operative_part: '支付货款1000元、受理费50元。' },
  application: {
    deeds: [{ kind: 'transfer', content: '协助办理过户' }],
    items: [
      { kind: 'principal', title: '货款', amount_fen: 100000 },
      { kind: 'costs', title: '案件受理费', amount_fen: 5000 },
    ],
    delay_interest: false,
    livelihood: true,
    jurisdiction: 'property_place',
    performed: false,
    by_agent: false,
    duplicate_search: '检索全国执行案件系统，无在先立案',
    filed_again: '',
    risk_notice_given: true,
  },
  parties: [
    { role: 'applicant', kind: 'legal_person', name: '甲公司', identity_kind: 'credit_code', identity_seen: false, identity_remark: null, country: null, sex: null, sex_label: null, born_on: null, ethnicity: null, agents: [], identity_number: masked('9144****0X'), phone: masked('138****0000'), address: '城南路1号', representative: '黄某', service_address: '城南路2号', account: masked('****4800'), account_name: '甲公司结算户', bank: '农行', bank_code: '103593030112', share_fen: 60000 },
    { role: 'respondent', kind: 'other_organisation', name: '乙商行', identity_kind: 'credit_code', identity_seen: false, identity_remark: null, country: null, sex: null, sex_label: null, born_on: null, ethnicity: null, agents: [], identity_number: null, phone: null, address: null, representative: null, service_address: null, account: null, account_name: null, bank: null, bank_code: null, share_fen: null },
    { role: 'applicant', kind: 'person', name: '丙', identity_kind: 'identity_card', identity_seen: false, identity_remark: null, country: null, sex: null, sex_label: null, born_on: null, ethnicity: null, agents: [], identity_number: null, phone: null, address: null, representative: null, service_address: null, account: null, account_name: null, bank: null, bank_code: null, share_fen: 45000 },
  ],
  materials: [
    { kind: 'application', title: '申请执行书', pages: 2, file: null },
    { kind: 'title', title: '裁决书.pdf', pages: 9, file: 'abc' },
    { kind: 'identity', title: '营业执照', pages: 1, file: null },
    { kind: 'identity', title: '身份证', pages: 2, file: null },
    { kind: 'other', title: '情况说明', pages: 0, file: 'def' },
  ],
} as unknown as CaseDetail;

test('a supplement starts from what was filed, and what is masked is handed back as it is', () => {
  const values = filingOf(received, '2026-11-20');
  expect(values.applicants[0]?.masked).toEqual({ identity_number: '9144****0X', phone: '138****0000', account: '****4800' });
  expect(values.respondents[0]?.masked).toEqual({});
  const body = applicationOf(values, givenOf(received));
  const { items, deeds, delay_interest, livelihood, ...rest } = received.application ?? ({} as never);
  expect(body).toEqual({
    kind: 'first',
    claim: { title: received.title, items, deeds, cause: '买卖合同纠纷', delay_interest, livelihood },
    parties: [
      { role: 'applicant', kind: 'legal_person', name: '甲公司', identity_number: '9144****0X', phone: '138****0000', address: '城南路1号', representative: '黄某', service_address: '城南路2号', account: { name: '甲公司结算户', bank: '农行', bank_code: '103593030112', account: '****4800' }, claim_share_fen: 60000 },
      { role: 'applicant', kind: 'person', name: '丙', identity_number: '', phone: '', address: '', representative: '', service_address: '', account: null, claim_share_fen: 45000 },
      { role: 'respondent', kind: 'other_organisation', name: '乙商行', identity_number: '', phone: '', address: '', representative: '', service_address: '', account: null },
    ],
    materials: received.materials,
    received_on: '2026-09-20',
    ...rest,
  });
});

test('materials add up: what was given stays, a new tick is added, a page count can be corrected', () => {
  const values = filingOf(received, '2026-11-20');
  expect(values.materials.identity).toEqual({ got: true, pages: 3 });
  values.materials.mandate = { got: true };
  values.materials.application = { got: true, pages: '4' };
  const sent = applicationOf(values, givenOf(received)).materials;
  expect(sent.map((m) => [m.kind, m.title, m.pages, m.file])).toEqual([
    ['application', '申请执行书', 4, null],
    ['title', '裁决书.pdf', 9, 'abc'],
    ['identity', '营业执照', 1, null],
    ['identity', '身份证', 2, null],
    ['mandate', '授权委托书', 1, null],
    ['other', '情况说明', 0, 'def'],
  ]);
});

test('what is not asked for is not sent: a kind of paper that is usual, facts and agents without their tick', () => {
  const values = emptyFiling('2026-11-20');
  values.applicants = [
    { kind: 'person', name: '黄某', identity_kind: 'identity_card', sex: 'male', ethnicity: '汉族', with_facts: true, with_agents: true, agents: [{ name: '李律', kind: 'lawyer', firm: '某所', authority: 'special', receives: true }] },
  ];
  values.respondents = [
    { kind: 'person', name: '阿强', identity_kind: 'unknown', identity_number: '123', identity_remark: '无法查明', agents: [{ name: '谁', kind: 'relative', authority: 'general' }] },
    { kind: 'legal_person', name: '香港某公司', identity_kind: 'foreign_registration', identity_number: '1234567', country: '中国香港', identity_remark: '从前填过的', ethnicity: '汉族', with_facts: true },
  ];
  const body = applicationOf(values);
  const [first, unknown, abroad] = body.parties;
  expect(body.by_agent).toBe(true);
  expect(first).toMatchObject({ ethnicity: '汉族', agents: [{ name: '李律', receives: true }] });
  expect(first).not.toHaveProperty('identity_kind');
  expect(first).not.toHaveProperty('sex');
  expect(unknown).toMatchObject({ identity_kind: 'unknown', identity_number: '', identity_remark: '无法查明' });
  expect(unknown).not.toHaveProperty('agents');
  expect(abroad).toMatchObject({ identity_kind: 'foreign_registration', country: '中国香港' });
  expect(abroad).not.toHaveProperty('identity_remark');
  expect(abroad).not.toHaveProperty('ethnicity');
});
