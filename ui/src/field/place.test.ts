import { expect, test } from 'vitest';
import { distance, far, geoOf } from './place';

test('a place is written as the court reads it', () => {
  expect(geoOf(23.9112, 112.1845, 14.2)).toBe('geo:23.911200,112.184500;u=15');
  expect(geoOf(-0.0000001, -180, 1e9)).toBe('geo:-0.000000,-180.000000;u=99999');
});

test('the distance is only said between two places that are known', () => {
  const here = geoOf(23.9112, 112.1845, 10);
  expect(distance(here, here)).toBe(0);
  expect(Math.round(distance(here, geoOf(23.9202, 112.1845, 10)) ?? 0)).toBe(1001);
  expect(distance(here, '')).toBeNull();
  expect(distance(null, here)).toBeNull();
  expect([far(4), far(847), far(12_340)]).toEqual(['0 米', '850 米', '12.3 公里']);
});
