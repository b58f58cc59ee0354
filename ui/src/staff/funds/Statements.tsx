import { useQuery } from '@tanstack/react-query';
import { statementsQuery } from '../../api/funds';
import { ErrorBar } from '../../ui/ErrorBar';
import { day, moment } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Money } from '../../ui/Money';
import { Sheet } from '../../ui/Panel';

/** Imported bank statements, newest first. */
export function Statements() {
  const statements = useQuery(statementsQuery);
  return (
    <>
      <ErrorBar error={statements.error} onRetry={() => void statements.refetch()} />
      <Sheet
        caption="银行流水"
        head={[
          '文件',
          '期间',
          { title: '期初（元）', right: true },
          { title: '期末（元）', right: true },
          { title: '笔数', right: true },
          { title: '已入案', right: true },
          '不明款',
          { title: '重复', right: true },
          '导入',
        ]}
        empty={statements.isPending ? '正在载入…' : '还没有导入银行流水'}
      >
        {statements.data?.map((x) => (
          <tr key={x.id}>
            <td>{x.file_name}</td>
            <td className="num">
              {day(x.from_on)} 至 {day(x.to_on)}
            </td>
            <td data-right>
              <Money fen={x.opening_fen} />
            </td>
            <td data-right>
              <Money fen={x.closing_fen} />
            </td>
            <td data-right>{x.lines}</td>
            <td data-right>{x.matched}</td>
            <td>{0 < x.unknown ? <Light light="soon">{x.unknown} 笔</Light> : '无'}</td>
            <td data-right>{x.repeated}</td>
            <td>
              {x.imported_by ?? '—'} {moment(x.imported_at)}
            </td>
          </tr>
        )) ?? []}
      </Sheet>
    </>
  );
}
