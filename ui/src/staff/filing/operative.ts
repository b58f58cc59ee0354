import { fenFromYuan } from '../../ui/format';

/** 期间 of an operative part: so long from the day it took effect. */
export interface Term {
  length: number;
  unit: 'day' | 'month';
  /** As it is written there. */
  words: string;
}

const DIGITS = '零一二三四五六七八九';

/** 十五, 三十, 一百二十 or plain digits. */
function numberOf(text: string): number | null {
  if (/^\d+$/.test(text)) return Number(text);
  let sum = 0;
  let digit = 0;
  for (const sign of text.replace(/两/g, '二')) {
    const at = DIGITS.indexOf(sign);
    const unit = { 十: 10, 百: 100 }[sign];
    if (0 <= at) digit = at;
    else if (unit) {
      sum += (digit || 1) * unit;
      digit = 0;
    } else return null;
  }
  return sum + digit || null;
}

/** The term for performance, if the text names one only. */
export function termOf(text: string): Term | null {
  const found = [...text.matchAll(/生效(?:之日起|后|之日后)?([零一二两三四五六七八九十百\d]{1,5})(日|天|个月)内/g)];
  const [only] = found;
  const length = only && numberOf(only[1] ?? '');
  if (!only || !length || found.length !== 1) return null;
  return { length, unit: only[2] === '个月' ? 'month' : 'day', words: only[0] };
}

/** What makes a sum grow or come again: such a text is not one sum. */
const MORE = /利息|违约金|滞纳金|每月|每年|按月|％|%|分期/;

/** The sum to be paid in fen, if the text names one only. */
export function sumOf(text: string): number | null {
  const found = [...text.matchAll(/(\d[\d,，]*(?:\.\d{1,2})?)\s*(万)?元/g)];
  const [only] = found;
  if (!only || found.length !== 1 || MORE.test(text)) return null;
  const fen = fenFromYuan((only[1] ?? '').replace(/[,，]/g, ''));
  return fen && 0 < fen ? fen * (only[2] ? 10_000 : 1) : null;
}
