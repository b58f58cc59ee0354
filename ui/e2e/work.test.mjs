// Tasks: raised by hand, and many done at once.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ask, openCourt, row } from './live.mjs';
import { axeClean, shot } from './support.mjs';

let court;

before(async () => {
  court = await openCourt({ shared: true });
}, { timeout: 300_000 });

after(async () => {
  await court?.close();
});

test('a task is raised by hand with what is asked, and its group finds it among its own', async () => {
  const clerk = await court.at('huangmeiling');
  const [{ id }] = (await ask(clerk, '/api/lists/cases?state=open&limit=1')).body.items;
  await court.open('huangmeiling', id, 'tasks');
  await clerk.getByRole('button', { name: '派出事项' }).click();
  const form = clerk.getByRole('dialog', { name: '派出事项' });
  await form.getByRole('radio', { name: '上门核实' }).check();
  await form.getByRole('radio', { name: '紧急' }).check();
  await form.getByLabel('办理要求').fill('核实住所，有无车辆，拍照');
  await shot(clerk, 'raise-task');
  await axeClean(clerk, '派出事项');
  await form.getByRole('button', { name: '派出', exact: true }).click();
  await form.waitFor({ state: 'hidden' });
  const line = row(clerk, '本案事项', '上门核实');
  for (const text of ['紧急', '黄美玲 派出：核实住所，有无车辆，拍照', '送达岗']) await line.getByText(text).first().waitFor();
  await shot(clerk, 'raised-task');
  const [{ account }] = (await ask(await court.at('maxiaofeng'), '/api/people')).body.items.filter((p) => p.posts?.some((post) => post.name === '送达岗' || post.post === '送达岗' || post === '送达岗'));
  const server = await court.at(account);
  const mine = (await ask(server, '/api/lists/tasks?scope=mine&limit=200')).body.items;
  const found = mine.find((t) => t.case_id === id && t.title === '上门核实');
  assert.equal(found?.urgency, 'urgent');
  assert.equal(found?.raised_by, '黄美玲');
});

test('ticked tasks are accepted together, what is refused is named with its reason', async () => {
  const clerk = await court.at('huangmeiling');
  await clerk.goto(new URL('/tasks?scope=all&state=open', clerk.url()).href);
  const grid = clerk.getByRole('grid');
  await grid.getByRole('checkbox').nth(1).check();
  await grid.getByRole('checkbox').nth(2).check();
  await clerk.getByLabel('批量办理', { exact: true }).click();
  await clerk.locator('.ant-select-item-option', { hasText: '签收' }).click();
  const form = clerk.getByRole('dialog', { name: '批量办理：签收事项' });
  await form.getByText('选中的 2 项事项').waitFor();
  await form.getByText(/符合筛选条件的全部/).click();
  await shot(clerk, 'bulk-form');
  await axeClean(clerk, '批量办理');
  await form.getByRole('button', { name: /^签收（\d+ 项）$/ }).click();
  await clerk.getByText(/已办理 \d+ 项，没有办理 \d+ 项|\d+ 项全部办理/).waitFor();
  await clerk.getByRole('table', { name: '没有办理的各项' }).getByText(/由.*办理|岗/).first().waitFor();
  await shot(clerk, 'bulk-run');
  await axeClean(clerk, '没有办理的各项');
  const left = (await ask(clerk, '/api/lists/tasks?scope=mine&state=open&limit=200')).body.items;
  assert.deepEqual(left.filter((t) => t.actions?.some((a) => a.act === 'accept_task')), [], 'nothing of the clerk’s own is left to accept');
  await clerk.getByRole('button', { name: '返回清单' }).click();
  await clerk.getByRole('grid').waitFor();
});
