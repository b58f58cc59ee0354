import { fireEvent, render, screen } from '@testing-library/react';
import { Form } from 'antd';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { spansOf } from './DaysRange';
import { DayInput, Field } from './fields';
import { TodayContext } from './today';

function Page({ past, seen }: { past?: boolean; seen?: (value: string | null) => void }) {
  const [value, setValue] = useState<string | null>(null);
  return (
    <TodayContext value="2031-03-05">
      <DayInput
        aria-label="生效日"
        past={past}
        value={value}
        onChange={(next) => {
          setValue(next);
          seen?.(next);
        }}
      />
      <input aria-label="下一栏" />
    </TodayContext>
  );
}

const field = () => screen.getByLabelText<HTMLInputElement>('生效日');
const type = (text: string) => fireEvent.change(field(), { target: { value: text } });

test.each(['2030-8-1', '20300801', '2030年8月1日', '２０３０/8/1'])('%s is a day, put right on leaving the field', (text) => {
  render(<Page />);
  type(text);
  fireEvent.blur(field());
  expect(field().value).toBe('2030-08-01');
});

test('what is no day stays as it was typed, with what is wrong', () => {
  render(<Page />);
  type('2030-02-31');
  fireEvent.blur(field());
  expect(field().value).toBe('2030-02-31');
  expect(screen.getByRole('alert').textContent).toContain('“2030-02-31”不是日期');
});

test('a day after the court’s day is told, and kept', () => {
  render(<Page past />);
  type('20310306');
  fireEvent.blur(field());
  expect(field().value).toBe('2031-03-06');
  expect(screen.getByRole('alert').textContent).toContain('在今天之后（今天是 2031-03-05）');
});

test('leaving the field leaves it as an element in its place: the keyboard goes where it was sent', () => {
  render(<Page />);
  const before = field();
  before.focus();
  type('2030-8-1');
  screen.getByLabelText('下一栏').focus();
  expect(document.activeElement).toBe(screen.getByLabelText('下一栏'));
  expect(field()).toBe(before);
});

test('the calendar opens on the court’s month, marks its day and no other, and takes a click', async () => {
  const seen = vi.fn();
  render(<Page past seen={seen} />);
  fireEvent.click(screen.getByRole('button', { name: '打开日历' }));
  await screen.findByText('2031年3月');
  const today = screen.getAllByRole('button').filter((b) => b.getAttribute('aria-current') === 'date');
  expect(today.map((b) => b.getAttribute('aria-label'))).toEqual(['2031-03-05']);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '2031-03-06' }).disabled).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: '2031-03-04' }));
  expect(seen).toHaveBeenLastCalledWith('2031-03-04');
});

test('a form does not send what is no day', async () => {
  const send = vi.fn();
  render(
    <TodayContext value="2031-03-05">
      <Form onFinish={send}>
        <Field name="on" label="送达日期">
          <DayInput past />
        </Field>
        <button type="submit">提交</button>
      </Form>
    </TodayContext>,
  );
  fireEvent.change(screen.getByLabelText('送达日期'), { target: { value: '昨天' } });
  fireEvent.click(screen.getByRole('button', { name: '提交' }));
  await screen.findAllByText(/“昨天”不是日期/);
  expect(send).not.toHaveBeenCalled();
});

test('month, quarter and year are those of the court’s day', () => {
  expect(spansOf('2028-02-10')).toEqual([
    { name: '本月', from: '2028-02-01', to: '2028-02-29' },
    { name: '本季', from: '2028-01-01', to: '2028-03-31' },
    { name: '本年', from: '2028-01-01', to: '2028-12-31' },
  ]);
});
