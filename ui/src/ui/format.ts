/** Formats of the house: money in fen, dates and instants at Beijing time. No floating point anywhere. */

const BEIJING_MS = 8 * 3600 * 1000;
const DAY_MS = 86_400_000;

/** Groups an integer string by thousands. */
function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

/** 分 → 元: 528936 50 → `528,936.50`. A dash where there is no amount. */
export function yuan(fen: number | null | undefined): string {
  if (fen === null || fen === undefined || !Number.isSafeInteger(fen)) return '—';
  const negative = fen < 0;
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${negative ? '-' : ''}${group(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

/** 分 → 万元 with two decimals, half up; only for totals and the wall. */
export function wan(fen: number | null | undefined): string {
  if (fen === null || fen === undefined || !Number.isSafeInteger(fen)) return '—';
  const negative = fen < 0;
  const hundredths = (BigInt(Math.abs(fen)) + 5_000n) / 10_000n;
  const digits = String(hundredths).padStart(3, '0');
  return `${negative && hundredths !== 0n ? '-' : ''}${group(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

/** 元 as typed (`5,289`, `5289.5`, full-width digits) → 分; `null` when it is not an amount of money. */
export function fenFromYuan(text: string): number | null {
  const plain = text
    .replace(/[０-９．，]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[,\s¥￥元]/g, '');
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,2}))?$/.exec(plain);
  if (!match) return null;
  const fen = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] && fen !== 0 ? -fen : fen;
}

/** 分 → what an input field holds: `5289.00`, without grouping. */
export function yuanPlain(fen: number): string {
  return yuan(fen).replace(/,/g, '');
}

/** 元 as typed → as it is shown; what is no amount stays as it was typed. */
export function yuanTyped(text: string): string {
  const fen = fenFromYuan(text);
  return `${fen === null ? text : yuan(fen)} 元`;
}

const UPPER_DIGITS = '零壹贰叁肆伍陆柒捌玖';
const UPPER_UNITS = ['', '拾', '佰', '仟'];
const UPPER_SECTIONS = ['', '万', '亿', '万亿'];

function upperInteger(digits: string): string {
  let out = '';
  let zero = false;
  for (let i = 0; i < digits.length; i += 1) {
    const place = digits.length - 1 - i;
    const digit = Number(digits[i]);
    if (digit === 0) {
      zero = out !== '';
    } else {
      out += `${zero ? '零' : ''}${UPPER_DIGITS[digit]}${UPPER_UNITS[place % 4]}`;
      zero = false;
    }
    const sectionStart = Math.max(0, digits.length - (Math.floor(place / 4) + 1) * 4);
    const section = digits.slice(sectionStart, i + 1);
    if (place % 4 === 0 && /[1-9]/.test(section)) out += UPPER_SECTIONS[place / 4];
  }
  return out;
}

/** 人民币大写: 528900 → 伍仟贰佰捌拾玖元整. */
export function yuanUpper(fen: number): string {
  if (!Number.isSafeInteger(fen)) return '—';
  if (fen === 0) return '零元整';
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const integer = upperInteger(digits.slice(0, -2).replace(/^0+(?=\d)/, ''));
  const jiao = Number(digits[digits.length - 2]);
  const cents = Number(digits[digits.length - 1]);
  let out = integer ? `${integer}元` : '';
  if (jiao === 0 && cents === 0) out += '整';
  else {
    if (jiao !== 0) out += `${UPPER_DIGITS[jiao]}角`;
    else if (integer) out += '零';
    out += cents === 0 ? '整' : `${UPPER_DIGITS[cents]}分`;
  }
  return fen < 0 ? `负${out}` : out;
}

function beijing(instant: string): Date | null {
  const ms = Date.parse(instant);
  return Number.isNaN(ms) ? null : new Date(ms + BEIJING_MS);
}

const two = (n: number) => String(n).padStart(2, '0');

/** The civil date of an instant in Beijing: `2026-11-20`. */
export function dayOf(instant: string): string {
  const d = beijing(instant);
  return d ? `${d.getUTCFullYear()}-${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())}` : '—';
}

/** `11-20 17:30`, with the year when it is not `year`. */
export function moment(instant: string | null | undefined, year?: number): string {
  const d = instant ? beijing(instant) : null;
  if (!d) return '—';
  const short = `${two(d.getUTCMonth() + 1)}-${two(d.getUTCDate())} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
  return year === undefined || year === d.getUTCFullYear() ? short : `${d.getUTCFullYear()}-${short}`;
}

/** `2026-11-20 17:30:05`, for hover. */
export function momentFull(instant: string | null | undefined): string {
  const d = instant ? beijing(instant) : null;
  if (!d) return '—';
  return `${dayOf(instant ?? '')} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
}

/** `17:30`. */
export function clockTime(instant: string): string {
  const d = beijing(instant);
  return d ? `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}` : '—';
}

/** A civil date as shown in a table; a dash where there is none. */
export function day(value: string | null | undefined): string {
  return value || '—';
}

/** `2026年11月20日`. */
export function dayLong(value: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  return match ? `${match[1]}年${Number(match[2])}月${Number(match[3])}日` : value;
}

/** 星期五. */
export function weekday(value: string): string {
  const ms = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(ms) ? '' : `星期${'日一二三四五六'[new Date(ms).getUTCDay()]}`;
}

/** Whole days from `from` to `to`, both civil dates. Display only; limits are computed by the server. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** The civil date some days earlier. */
export function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - days * DAY_MS).toISOString().slice(0, 10);
}

/** Remaining time to a civil due date: `剩3天`, `今日到期`, `逾期2天`. */
export function remainingDays(due: string, today: string): string {
  const days = daysBetween(today, due);
  if (days < 0) return `逾期${-days}天`;
  return days === 0 ? '今日到期' : `剩${days}天`;
}

/** A case number as on paper, with full-width brackets. */
export function caseNo(value: string): string {
  return value.replace(/^[(〔[](\d+)[)〕\]]/, '（$1）');
}

/** Bytes for people. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} KB`;
  return `${Math.ceil(bytes / 1024 / 102.4) / 10} MB`;
}
