import { yuan, yuanUpper } from './format';

/** An amount in yuan with tabular figures; the capitals stand in the hover. */
export function Money({ fen, unit }: { fen: number | null | undefined; unit?: boolean }) {
  const known = fen !== null && fen !== undefined;
  return (
    <span className="num" title={known ? yuanUpper(fen) : undefined}>
      {yuan(fen)}
      {unit && known ? ' 元' : ''}
    </span>
  );
}
