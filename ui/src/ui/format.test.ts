import { describe, expect, test } from 'vitest';
import * as f from './format';

describe('money', () => {
  test('fen are shown as grouped yuan with two decimals', () => {
    expect(f.yuan(52893650)).toBe('528,936.50');
    expect(f.yuan(528900)).toBe('5,289.00');
    expect(f.yuan(0)).toBe('0.00');
    expect(f.yuan(5)).toBe('0.05');
    expect(f.yuan(-5)).toBe('-0.05');
    expect(f.yuan(-123456789012)).toBe('-1,234,567,890.12');
    expect(f.yuan(null)).toBe('—');
    expect(f.yuan(0.5)).toBe('—');
  });

  test('totals in ten thousands round half up on integers', () => {
    expect(f.wan(9_591_871_234)).toBe('9,591.87');
    expect(f.wan(4999)).toBe('0.00');
    expect(f.wan(5000)).toBe('0.01');
    expect(f.wan(-4999)).toBe('0.00');
    expect(f.wan(Number.MAX_SAFE_INTEGER)).toBe('9,007,199,254.74');
  });

  test('typed yuan becomes fen only when it is an amount with at most two decimals', () => {
    expect(f.fenFromYuan('5289')).toBe(528900);
    expect(f.fenFromYuan('5,289.5')).toBe(528950);
    expect(f.fenFromYuan('５２８９．０１')).toBe(528901);
    expect(f.fenFromYuan('￥ 0.07 元')).toBe(7);
    expect(f.fenFromYuan('-0')).toBe(0);
    expect(f.fenFromYuan('1.005')).toBeNull();
    expect(f.fenFromYuan('1e3')).toBeNull();
    expect(f.fenFromYuan('')).toBeNull();
    expect(f.fenFromYuan('12345678901234')).toBeNull();
    expect(f.fenFromYuan('1.15')).toBe(115);
  });

  test('typed yuan is shown as money, and what is no amount as it was typed', () => {
    expect(f.yuanTyped('300000')).toBe('300,000.00 元');
    expect(f.yuanTyped('5，289.5')).toBe('5,289.50 元');
    expect(f.yuanTyped('五千')).toBe('五千 元');
  });

  test('capital amounts follow the rules of bank forms', () => {
    const cases: [number, string][] = [
      [528900, '伍仟贰佰捌拾玖元整'],
      [100, '壹元整'],
      [0, '零元整'],
      [7, '柒分'],
      [70, '柒角整'],
      [107, '壹元零柒分'],
      [1000000, '壹万元整'],
      [1000100, '壹万零壹元整'],
      [10000000, '壹拾万元整'],
      [10010000, '壹拾万零壹佰元整'],
      [100100000, '壹佰万零壹仟元整'],
      [10000000000, '壹亿元整'],
      [10000000100, '壹亿零壹元整'],
      [18640000, '壹拾捌万陆仟肆佰元整'],
      [100050023, '壹佰万零伍佰元贰角叁分'],
      [-100, '负壹元整'],
    ];
    for (const [fen, text] of cases) expect(f.yuanUpper(fen)).toBe(text);
  });
});

describe('dates', () => {
  test('instants are shown at Beijing time whatever the computer says', () => {
    expect(f.dayOf('2026-11-20T16:00:00Z')).toBe('2026-11-21');
    expect(f.dayOf('2026-11-20T15:59:59Z')).toBe('2026-11-20');
    expect(f.moment('2026-11-20T09:30:00Z', 2026)).toBe('11-20 17:30');
    expect(f.moment('2025-11-20T09:30:00Z', 2026)).toBe('2025-11-20 17:30');
    expect(f.momentFull('2026-12-31T16:00:05Z')).toBe('2027-01-01 00:00:05');
    expect(f.moment('nonsense')).toBe('—');
    expect(f.moment(null)).toBe('—');
  });

  test('remaining days cross months and leap days', () => {
    expect(f.remainingDays('2026-11-23', '2026-11-20')).toBe('剩3天');
    expect(f.remainingDays('2026-11-20', '2026-11-20')).toBe('今日到期');
    expect(f.remainingDays('2026-11-18', '2026-11-20')).toBe('逾期2天');
    expect(f.daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  });

  test('dates for documents and the weekday', () => {
    expect(f.dayLong('2026-01-05')).toBe('2026年1月5日');
    expect(f.weekday('2026-11-20')).toBe('星期五');
  });

  test('a case number carries full-width brackets', () => {
    expect(f.caseNo('(2026)粤1224执1号')).toBe('（2026）粤1224执1号');
    expect(f.caseNo('（2026）粤1224执1号')).toBe('（2026）粤1224执1号');
  });
});
