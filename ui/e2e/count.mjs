// Counts what hands do at a page: presses, and fields into which something was typed or chosen. One counter for every
// figure that is given of the product, so that figures can be compared.

/**
 * Watches the trusted events of a page. A tick is a press alone; a choice from a list or of a radio is a press and a
 * field; a key that does something (a button, a shortcut) is a press; Enter that goes on to the next field is typing.
 */
function watchHands() {
  if (globalThis.handsWatched) return;
  globalThis.handsWatched = true;
  const seen = new WeakSet();
  const tell = (kind, what) => globalThis.handDid(kind, what.replace(/\s+/g, ' ').trim().slice(0, 60));
  const nameOf = (it) => it.closest('[aria-label]')?.getAttribute('aria-label') ?? it.labels?.[0]?.innerText ?? it.innerText ?? it.id;
  const press = (it, how) => tell('press', `${how}${nameOf(it.closest('button, a, label, [role=tab], [role=option], .ant-select-item-option') ?? it)}`);
  const field = (it) => {
    if (!it || seen.has(it)) return;
    seen.add(it);
    tell('field', nameOf(it));
  };
  let last = -1;
  // What is clicked through its label is clicked once, whatever the browser makes of it.
  document.addEventListener('click', (e) => {
    if (!e.isTrusted || e.detail < 1 || e.timeStamp - last < 5) return;
    last = e.timeStamp;
    press(e.target, '');
    if (e.target.closest('.ant-select-item-option')) field(document.activeElement);
  }, true);
  document.addEventListener('input', (e) => {
    if (!e.isTrusted) return;
    const { type } = e.target;
    if (type === 'file') tell('press', `文件 ${nameOf(e.target)}`);
    else if (type === 'radio') field(e.target.closest('[role=radiogroup], .ant-radio-group') ?? e.target);
    else if (type !== 'checkbox') field(e.target);
  }, true);
  document.addEventListener('keydown', (e) => {
    if (!e.isTrusted || e.isComposing || e.repeat) return;
    const typing = e.target.closest('input:not([type=checkbox]):not([type=radio]), textarea') !== null;
    const acting = !typing && (e.key === 'Enter' || e.key === ' ' || (e.key.length === 1 && !e.ctrlKey));
    if (acting || (e.ctrlKey && e.key === 'Enter')) press(e.target, `${e.key} `);
  }, true);
}

/** What hands do at a page from now on, through every page that comes after it. `read` is exact: nothing is under way. */
export async function countHands(page) {
  const did = [];
  await page.exposeBinding('handDid', (_, kind, what) => did.push({ kind, what }));
  await page.addInitScript(watchHands);
  await page.evaluate(watchHands);
  return {
    async read() {
      await page.evaluate(() => null);
      return did.slice();
    },
  };
}

/** So many of each. */
export function tally(did) {
  const fields = did.filter(({ kind }) => kind === 'field').length;
  return { clicks: did.length - fields, fields };
}
