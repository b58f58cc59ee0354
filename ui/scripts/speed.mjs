// How fast the pages feel on a weak court PC: recorded answers, CPU throttled four times.
// Prints medians of nine runs; asserts nothing, because the numbers belong to the machine.
import { record } from '../e2e/recorded.mjs';
import { launch, newPage, startPages } from '../e2e/support.mjs';

const RUNS = 9;
const server = await startPages();
const browser = await launch();

async function once() {
  const page = await newPage(browser);
  await record(page);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const start = performance.now();
  await page.goto(`${server.url}/cases?state=open`, { waitUntil: 'commit' });
  await page.getByText('（2026）粤1224执2621号').first().waitFor();
  const list = performance.now() - start;
  const paint = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
  await page.waitForTimeout(2500);
  // Inside the page: from the key press to the first frame with the case's heading, and to the frame with its docket.
  const opened = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const from = performance.now();
        let heading = 0;
        const look = () => {
          if (!heading && document.querySelector('h1.num')) heading = performance.now() - from;
          if (heading && document.querySelector('[aria-label="办案流水"] li')) resolve({ heading, whole: performance.now() - from });
          else requestAnimationFrame(look);
        };
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
        requestAnimationFrame(look);
      }),
  );
  await page.context().close();
  return { paint, list, ...opened };
}

const runs = [];
for (let i = 0; i < RUNS; i += 1) runs.push(await once());
for (const key of ['paint', 'list', 'heading', 'whole']) {
  const sorted = runs.map((r) => r[key]).sort((a, b) => a - b);
  process.stdout.write(`${key}: median ${Math.round(sorted[(RUNS - 1) / 2])} ms, worst ${Math.round(sorted.at(-1))} ms\n`);
}
await browser.close();
await server.stop();
