import type { StatementImport } from '../../api/types';

/** What a file brought in, line by line in words. */
export function ImportResult({ result, action }: { result: StatementImport; action: string }) {
  return (
    <div role="status">
      <p>
        {action} {result.file_name}：共 {result.lines} 行，记入 {result.imported} 行，重复 {result.repeated} 行，已匹配案件 {result.matched} 笔，不明款{' '}
        {result.unknown} 笔{0 < result.returned ? `，退汇 ${result.returned} 笔（已退回原发放，待更正账户后重新发放）` : ''}。
      </p>
      {0 < result.problems.length ? (
        <ul>
          {result.problems.map((p) => (
            <li key={`${p.where}${p.what}`}>
              ▲ {p.where}：{p.what}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
