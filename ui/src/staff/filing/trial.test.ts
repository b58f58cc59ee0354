import { describe, expect, test } from 'vitest';
import { emptyFiling } from './application';
import { isTrialFile, partyOf, takeOver } from './trial';

const TRIAL = {
  version: 1,
  title: { category: 'court', kind: '民事判决书', issuer: '怀集县人民法院', number: '（2026）粤1224民初123号', effective_on: '2026-07-01', due_on: '2026-07-16', operative_part: '被告支付货款5289元。' },
  cause: '买卖合同纠纷',
  items: [{ kind: 'principal', title: '货款', amount: '5,289.00' }],
  parties: [
    { role: 'applicant', kind: 'person', name: '梁金水', identity_number: '441224197001010013', phone: '13800138000', address: '怀集县怀城街道1号', account: { name: '梁金水', bank: '怀集支行', account: '6222020000001234' } },
    { role: 'respondent', kind: 'person', name: '韦观水', identity_number: '441224198502149819', address: '怀集县坳仔镇2号' },
  ],
};
const untouched = () => true;

describe('审判卷宗带入', () => {
  test('fills an empty form, the confirmed address from where the applicant lives', () => {
    const { values, differs } = takeOver(emptyFiling('2026-09-22', { issuer: '怀集县人民法院', number: '（2026）粤1224' }), TRIAL, untouched);
    expect(differs).toEqual([]);
    expect(values.claim.title.number).toBe('（2026）粤1224民初123号');
    expect(values.claim.items).toEqual([{ kind: 'principal', title: '货款', amount_fen: 528_900 }]);
    expect(values.applicants[0]?.service_address).toBe('怀集县怀城街道1号');
    expect(values.respondents[0]?.name).toBe('韦观水');
    expect(values.respondents[0]?.account).toBeUndefined();
  });

  test('what gives jurisdiction goes with the category that is taken over', () => {
    const { values } = takeOver(emptyFiling('2026-09-22'), { ...TRIAL, title: { ...TRIAL.title, category: 'arbitration' } }, untouched);
    expect([values.claim.title.category, values.jurisdiction]).toEqual(['arbitration', 'respondent_domicile']);
  });

  test('keeps what was typed and tells where the trial file says otherwise', () => {
    const now = emptyFiling('2026-09-22');
    now.claim.cause = '民间借贷纠纷';
    now.claim.items = [{ kind: 'principal', title: '借款', amount_fen: 100 }];
    now.respondents = [{ ...now.respondents[0], name: '别人' }];
    now.applicants = [{ ...now.applicants[0], name: '梁金水', phone: '13900139000' }];
    const { values, differs } = takeOver(now, TRIAL, (path) => path.startsWith('claim.title'));
    expect(values.claim.cause).toBe('民间借贷纠纷');
    expect(values.claim.items[0]?.title).toBe('借款');
    expect(values.respondents[0]?.name).toBe('别人');
    expect(values.applicants[0]).toMatchObject({ phone: '13900139000', identity_number: '441224197001010013' });
    expect(differs.map((line) => line.split('：')[0])).toEqual(['案由', '标的项目', '被执行人']);
  });

  test('takes nothing from what is no trial file, and never more than the form holds', () => {
    for (const no of [null, [], 'x', { version: 2, title: {}, parties: [] }, { version: 1, title: {}, parties: {} }]) expect(isTrialFile(no)).toBe(false);
    const odd = { version: 1, title: { number: 'x'.repeat(9000), effective_on: '昨天', category: 'other' }, parties: [{ role: 'applicant', name: 5 }, 7], items: [{ kind: '?', amount: '一百' }] };
    expect(isTrialFile(odd)).toBe(true);
    const { values } = takeOver(emptyFiling('2026-09-22'), odd, untouched);
    expect(values.claim.title.number).toHaveLength(60);
    expect(values.claim.title.category).toBe('court');
    expect(values.claim.title.effective_on).toBeNull();
    expect(values.claim.items[0]).toEqual({ kind: 'principal', title: '', amount_fen: null });
    expect(partyOf({ role: 'respondent', kind: 'robot', name: ' 甲 ' })).toMatchObject({ kind: 'person', name: '甲' });
  });
});
