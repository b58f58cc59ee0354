import { expect, test } from 'vitest';
import { EVIDENCE_MAX, FILE_MAX, sha256, unfit } from './capture';

const photo = { name: '大门.jpg', size: 300_000, type: 'image/jpeg' };

test('what the court would refuse is said before it is kept', () => {
  expect(unfit(photo, 0)).toBeNull();
  expect(unfit({ ...photo, type: 'audio/webm;codecs=opus' }, 19)).toBeNull();
  expect(unfit({ ...photo, size: FILE_MAX }, 0)).toBeNull();
  expect(unfit({ ...photo, size: FILE_MAX + 1 }, 0)).toContain('超过每件 20 MB');
  expect(unfit({ ...photo, size: 0 }, 0)).toContain('空的');
  expect(unfit(photo, EVIDENCE_MAX)).toContain('最多 20 件');
  for (const type of ['image/heic', 'image/svg+xml', 'application/pdf', 'video/quicktime', '']) expect(unfit({ ...photo, type }, 0)).toContain('不是照片');
});

test('the hash is that of the bytes', async () => {
  const known = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(await sha256(new Blob(['abc']))).toBe(known);
});
