import { expect, test } from 'vitest';
import { applicationOf, emptyFiling, formPath } from './application';

test('an application lists applicants first, with accounts only for them', () => {
  const values = emptyFiling('2026-11-20');
  values.applicants = [{ kind: 'person', name: '黄某', identity_number: '4412 2419 0001', account: { name: '', bank: '农行', bank_code: '', account: '6228 4800' } }];
  values.respondents = [{ kind: 'person', name: '陈某', account: { name: 'x', bank: 'y', bank_code: '', account: '1' } }];
  values.claim.items = [{ kind: 'principal', title: '货款', amount_fen: 528900 }];
  values.materials = { title: { got: true, pages: '3' }, mandate: { got: false } };
  const body = applicationOf(values);
  expect(body.parties.map((p) => p.role)).toEqual(['applicant', 'respondent']);
  expect(body.parties[0]?.account).toEqual({ name: '黄某', bank: '农行', bank_code: '', account: '62284800' });
  expect(body.parties[0]?.identity_number).toBe('441224190001');
  expect(body.parties[1]?.account).toBeNull();
  expect(body.materials).toEqual([{ kind: 'title', title: '生效法律文书', file: null, pages: 3 }]);
});

test('a refused party field finds its place in the form', () => {
  expect(formPath(['parties', 0, 'name'], 1)).toEqual(['applicants', 0, 'name']);
  expect(formPath(['parties', 2, 'identity_number'], 1)).toEqual(['respondents', 1, 'identity_number']);
  expect(formPath(['claim', 'cause'], 1)).toEqual(['claim', 'cause']);
});
