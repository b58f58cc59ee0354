// Twelve things as they come out of a printer, on one picture: pages, lists, papers, a calculation. For people to look
// at; what must be on paper is asserted in e2e/sheets.test.mjs. `node scripts/sheets.mjs [folder for the single sheets]`
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, openCourt } from '../e2e/live.mjs';
import { root } from '../e2e/support.mjs';

const READER = 'luoyongqiang';
const INTEREST = '/calc/interest?mode=account&due=2022-06-30~300000&pay=2022-12-27~100000&until=2023-06-25&general=fixed&rate=4&general_from=2022-01-01';
const PAPERS = ['受理案件通知书', '执行通知书', '报告财产令', '执行裁定书（冻结）', '结案通知书'];
/** Dots to the inch of the single sheets, and how wide each stands on the picture. */
const [DPI, WIDE] = [110, 300];

const [, , given] = process.argv;
const folder = given ?? mkdtempSync(join(tmpdir(), 'zhixing-sheets-'));
mkdirSync(folder, { recursive: true });
const court = await openCourt({ args: ['--cases', '60'] });
const page = await court.at(READER);

/** The sheets of a PDF as pictures. */
function sheetsOf(name, pdf) {
  const file = join(folder, `${name}.pdf`);
  writeFileSync(file, pdf);
  execFileSync('pdftoppm', ['-r', String(DPI), '-png', file, join(folder, name)]);
  return readdirSync(folder).filter((one) => one.startsWith(`${name}-`) && one.endsWith('.png')).sort();
}

async function printed(name, path, text, title, account = READER) {
  const screen = await court.at(account);
  await screen.goto(`${court.url}${path}`);
  await screen.getByText(text).first().waitFor();
  await screen.waitForLoadState('networkidle');
  return { title, sheets: sheetsOf(name, await screen.pdf({ preferCSSPageSize: true })) };
}

/** The first case that has a paper of this title, and the paper's bytes. */
async function paper(title, at) {
  for (const one of cases) {
    const { documents } = (await ask(page, `/api/cases/${one.id}`)).body;
    const found = documents.find((d) => d.title === title && d.state === 'issued');
    if (!found) continue;
    const bytes = await page.evaluate(async (path) => [...new Uint8Array(await (await fetch(path)).arrayBuffer())], `/api/cases/${one.id}/documents/${found.id}/pdf`);
    return { title, sheets: sheetsOf(`paper${at}`, Buffer.from(bytes)) };
  }
  throw new Error(`no case has ${title}`);
}

/** A case in the middle of it: open, with money. */
async function midway() {
  for (const one of cases.filter((known) => known.state === 'open')) {
    const file = (await ask(page, `/api/cases/${one.id}`)).body;
    if (0 < file.payouts.length && 2 < file.documents.length) return one.id;
  }
  return cases[0].id;
}

const cases = (await ask(page, '/api/lists/cases?limit=60&sort=-filed_on')).body.items;
const id = await midway();
const all = [
  await printed('case', `/cases/${id}?tab=funds`, '办案流水', '案件（案款）'),
  ...(await Promise.all(PAPERS.map(paper))),
  await printed('interest', INTEREST, '232,137.12', '计算器：利息'),
  await printed('cases', '/cases', '共 60 件', '案件清单'),
  await printed('tasks', '/tasks?scope=all', '项事项', '事项清单'),
  await printed('funds', '/funds', '到账与认领', '到账清单'),
  await printed('bench', '/', '我的事项', '工作台'),
  await printed('approvals', '/approvals', '待我签批', '待我签批'),
];
const [whole] = all;
all.splice(1, 0, { title: '办案流水', sheets: whole.sheets.slice(1) });

const picture = (sheet) => `data:image/png;base64,${readFileSync(join(folder, sheet)).toString('base64')}`;
const tile = ({ title, sheets: [first] }) => (first ? `<figure><img src="${picture(first)}" alt=""><figcaption>${title}</figcaption></figure>` : '');
const STYLE = `body{margin:16px;background:#d7dbe2;font:14px "Noto Sans CJK SC",sans-serif;display:grid;grid-template-columns:repeat(5,${WIDE}px);gap:14px}
figure{margin:0}img{width:100%;background:#fff;border:1px solid #b8bec9}figcaption{text-align:center}`;
await page.setViewportSize({ width: 5 * WIDE + 4 * 14 + 32, height: 900 });
await page.goto('about:blank');
await page.setContent(`<style>${STYLE}</style>${all.map(tile).join('')}`);
await page.screenshot({ path: join(root, 'docs', 'screenshots', 'sheets.png'), fullPage: true });
process.stdout.write(all.map(({ title, sheets }) => `${title}: ${sheets.length} sheets\n`).join(''));
await court.close();
if (!given) rmSync(folder, { recursive: true });
