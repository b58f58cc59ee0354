// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { emptyFiling } from './application';
import { keepIssuer, usualIssuer, usualOf, wholeNumber } from './usual';

const court = { code: '粤1224', name: '怀集县人民法院' } as never;

beforeEach(() => localStorage.clear());

test('the issuer is the own court until another one was used, for each category by itself', () => {
  expect(usualOf(court, '2026-09-22')).toEqual({ issuer: '怀集县人民法院', number: '（2026）粤1224民初' });
  const values = emptyFiling('2026-09-22', { issuer: '肇庆市端州区人民法院' });
  keepIssuer(values);
  expect(usualOf(court, '2026-09-22')).toEqual({ issuer: '肇庆市端州区人民法院', number: '' });
  expect(usualIssuer('arbitration', court)).toBe('');
  expect(usualIssuer('criminal', court)).toBe('怀集县人民法院');
});

test('a number is finished as it is written', () => {
  expect(wholeNumber('（2026）粤1224民初123')).toBe('（2026）粤1224民初123号');
  expect(wholeNumber('(2026)粤1224民初123号 ')).toBe('（2026）粤1224民初123号');
  expect(wholeNumber('（2026）粤1224民初')).toBe('（2026）粤1224民初');
  expect(wholeNumber('肇仲字第8号')).toBe('肇仲字第8号');
});
