// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { keepFor } from '../../api/session';
import { emptyFiling } from './application';
import { dropDraft, keepDraft, readDraft } from './draft';

const values = { ...emptyFiling('2026-11-20'), applicants: [{ name: '黄某', identity_number: '441224199001011234' }] };

beforeEach(() => sessionStorage.clear());

test('a draft is handed back only to the person who typed it', () => {
  keepDraft('a', values);
  expect(readDraft('a')).toEqual(values);
  expect(readDraft('b')).toBeNull();
});

test('opening the site as somebody else removes what others left, and one’s own stays', () => {
  keepDraft('a', values);
  sessionStorage.setItem('zx.list-order', '1');
  keepFor('b');
  expect(Object.keys(sessionStorage)).toEqual(['zx.person']);
  keepDraft('b', values);
  keepFor('b');
  expect(readDraft('b')).toEqual(values);
  dropDraft('b');
  expect(readDraft('b')).toBeNull();
});
