import { expect, test } from 'vitest';
import { sumOf, termOf } from './operative';

test('the term for performance is read as judgments write it', () => {
  const days = (text: string) => termOf(text)?.length;
  expect(termOf('被告于本判决生效之日起十五日内向原告支付货款5289元。')).toEqual({ length: 15, unit: 'day', words: '生效之日起十五日内' });
  expect(days('于本调解书生效后10日内付清')).toBe(10);
  expect(days('生效之日起三十日内')).toBe(30);
  expect(days('生效之日起一百二十天内')).toBe(120);
  expect(termOf('生效之日起两个月内')).toMatchObject({ length: 2, unit: 'month' });
  expect(termOf('于2026年7月1日前支付')).toBeNull();
  expect(termOf('生效之日起十日内支付本金，生效之日起三十日内支付费用')).toBeNull();
});

test('a sum is read only where there is one', () => {
  expect(sumOf('被告向原告支付货款5289元。')).toBe(528_900);
  expect(sumOf('支付12,345.60元')).toBe(1_234_560);
  expect(sumOf('支付工程款15万元')).toBe(15_000_000);
  expect(sumOf('支付货款1000元，受理费50元。')).toBeNull();
  expect(sumOf('支付借款5000元及利息')).toBeNull();
  expect(sumOf('每月支付抚养费800元')).toBeNull();
  expect(sumOf('将房屋交付原告')).toBeNull();
});
