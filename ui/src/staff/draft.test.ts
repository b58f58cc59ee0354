// @vitest-environment happy-dom
import { beforeEach, expect, test } from 'vitest';
import { emptyFiling } from './application';
import { dropDraft, dropDraftsOfOthers, keepDraft, readDraft } from './draft';

const values = { ...emptyFiling('2026-11-20'), applicants: [{ name: '黄某', identity_number: '441224199001011234' }] };

beforeEach(() => sessionStorage.clear());

test('a draft is handed back only to the person who typed it', () => {
  keepDraft('a', values);
  expect(readDraft('a')).toEqual(values);
  expect(readDraft('b')).toBeNull();
});

test('opening the site as somebody else removes what others left, and one’s own stays', () => {
  keepDraft('a', values);
  keepDraft('b', values);
  sessionStorage.setItem('zx.filing-draft', JSON.stringify(values));
  sessionStorage.setItem('zx.other', '1');
  dropDraftsOfOthers('b');
  expect(Object.keys(sessionStorage).sort()).toEqual(['zx.filing-draft.b', 'zx.other']);
  dropDraft('b');
  expect(readDraft('b')).toBeNull();
});
