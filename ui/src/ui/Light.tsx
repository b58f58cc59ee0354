import type { LightName } from '../api/types';
import s from './Light.module.css';

const SHAPES: Record<LightName, string> = { overdue: '▲', soon: '◆', normal: '●', idle: '○' };
const WORDS: Record<LightName, string> = { overdue: '逾期', soon: '即将到期', normal: '正常', idle: '未开始' };

/** A status light: shape, words and colour, never colour alone. */
export function Light({ light, children, plain }: { light: LightName; children?: React.ReactNode; plain?: boolean }) {
  return (
    <span className={`${s.light} ${s[light]} ${plain ? s.plain : ''}`}>
      <span aria-hidden="true" className={s.shape}>
        {SHAPES[light]}
      </span>
      {children ?? WORDS[light]}
    </span>
  );
}

/** A small tag without a light; `supervised` is the purple 督办 tag. */
export function Tag({ children }: { children: string }) {
  return <span className={`${s.tag} ${children === '督办' ? s.supervised : ''}`}>{children}</span>;
}
