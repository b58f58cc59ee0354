import { describe, expect, it } from 'vitest';
import { distribution, fee, interest, period, tidyAmount, tidyDay, tidyMoment, unescaped, words } from './question';

const reread = <F>(door: { read: (p: URLSearchParams) => F; write: (f: F) => string }, form: F) =>
  door.read(new URLSearchParams(door.write(form)));

describe('what people type', () => {
  it('becomes a date where it can be one, and stays as typed where it cannot', () => {
    for (const text of ['2024-09-24', '2024/9/24', '2024.9.24', '2024年9月24日', '20240924', '２０２４－０９－２４', ' 2024-9-24 ']) {
      expect(tidyDay(text)).toBe('2024-09-24');
    }
    expect(tidyDay('2024-02-30')).toBe('2024-02-30');
    expect(tidyDay('明天')).toBe('明天');
    expect(tidyMoment('2024/9/24 9:05')).toBe('2024-09-24 09:05');
    expect(tidyMoment('2024-09-24T10:30')).toBe('2024-09-24 10:30');
  });

  it('keeps an amount to the letter but for width and currency', () => {
    expect(tidyAmount('￥５２８９．００元')).toBe('5289.00');
    expect(tidyAmount('1,00')).toBe('1,00');
    expect(tidyAmount('-5')).toBe('-5');
  });
});

describe('an address', () => {
  it('brings the period back', () => {
    const form = period.read(new URLSearchParams('from=2024-09-24&length=10&unit=workday&no_roll=1&exclude=2024-10-01~2024-10-03'));
    expect(form.exclusions).toEqual([{ from: '2024-10-01', to: '2024-10-03' }]);
    expect(reread(period, form)).toEqual(form);
    expect(period.asked(form)).toEqual({ from: '2024-09-24', length: 10, unit: 'workday', rolls: false, exclusions: form.exclusions });
    const rule = period.read(new URLSearchParams('from=2024-09-24&rule=DL-A6'));
    expect(period.asked(rule)).toEqual({ from: '2024-09-24', rule: 'DL-A6', exclusions: [] });
    expect(period.asked({ ...form, length: '1.5' }).length).toBe(0);
  });

  it('keeps the choice of the table before a limit was picked from it', () => {
    const form = { ...period.read(new URLSearchParams()), kind: 'rule' as const };
    expect(period.write(form)).toBe('rule=');
    expect(reread(period, form)).toEqual(form);
    const dated = { ...form, from: '2024-09-24' };
    expect(reread(period, dated)).toEqual(dated);
    expect(period.write({ ...dated, kind: 'own' })).toBe('from=2024-09-24&unit=day');
  });

  it('is never nothing, so that an empty form is answered as well', () => {
    const nothing = new URLSearchParams();
    const written = [period, fee, interest, distribution, words].map((door) => (door.write as (form: unknown) => string)(door.read(nothing)));
    expect(written.filter((address) => address === '')).toEqual([]);
    expect(words.write({ amount: '' })).toBe('amount=');
  });

  it('that cannot be read is left as it stands', () => {
    expect(unescaped('R-I7')).toBe('R-I7');
    expect(unescaped('%E6%9C%9F')).toBe('期');
    for (const broken of ['%', '%E0%A4%A', '%zz']) expect(unescaped(broken)).toBe(broken);
  });

  it('brings the account back, and a single sum leaves out what belongs to accounts', () => {
    const form = interest.read(
      new URLSearchParams('mode=account&due=2022-06-30~300000&pay=2022-12-27~100000&until=2023-06-25&general=fixed&rate=4&general_from=2022-01-01&inclusive=1'),
    );
    expect(reread(interest, form)).toEqual(form);
    expect(interest.asked(form)).toEqual({
      instalments: [{ due: '2022-06-30', principal: '300000' }],
      payments: [{ on: '2022-12-27', amount: '100000' }],
      until: '2023-06-25',
      exclusions: [],
      start_inclusive: true,
      general: { rate: '4', from: '2022-01-01' },
    });
    const single = reread(interest, { ...form, mode: 'single' });
    expect([single.payments, single.general]).toEqual([[], 'none']);
    const lpr = reread(interest, { ...form, general: 'one_year', times: '4' });
    expect(interest.asked(lpr).general).toEqual({ lpr: 'one_year', times: '4', from: '2022-01-01' });
    const tiered = reread(interest, { ...lpr, tier: 'three_years' });
    expect(interest.asked(tiered).general).toEqual({ lpr: 'one_year', times: '4', tier: 'three_years', from: '2022-01-01' });
    expect(reread(interest, { ...tiered, general: 'fixed' }).tier).toBe('');
  });

  it('keeps names whole, whatever they contain', () => {
    const form = distribution.read(new URLSearchParams());
    const claims = [
      { name: '甲~乙&丙=丁', class: 'secured' as const, amount: '1.50' },
      { name: '', class: 'ordinary' as const, amount: '2' },
    ];
    expect(reread(distribution, { ...form, pool: '10', claims }).claims).toEqual(claims);
    expect(form.claims).toHaveLength(2);
  });

  it('knows only what it knows', () => {
    expect(fee.read(new URLSearchParams('kind=bribe&amount=5'))).toEqual({ kind: 'application', amount: '5' });
  });
});
