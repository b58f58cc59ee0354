import { expect, test } from 'vitest';
import { dayFromText } from './day';

test.each(['2026-07-02', '2026-7-2', '2026/07/02', '2026/7/2', '2026.7.2', '20260702', '2026年7月2日', ' 2026 年 7 月 2 日 ', '２０２６－０７－０２'])(
  '%s is the second of July',
  (text) => expect(dayFromText(text)).toBe('2026-07-02'),
);

test.each(['', '2026', '2026-7', '2026-02-29', '2026-13-01', '2026-00-10', '2026-7/2', '260702', '0026-07-02', '202672', '明天', '2026-07-02x'])(
  '%s is no day',
  (text) => expect(dayFromText(text)).toBeNull(),
);

test('the 29th of February exists in a leap year', () => expect(dayFromText('2028年2月29日')).toBe('2028-02-29'));
