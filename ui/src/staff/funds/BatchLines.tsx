import { useQuery } from '@tanstack/react-query';
import { Drawer } from 'antd';
import { Link } from 'react-router';
import { batchQuery } from '../../api/funds';
import { ErrorBar } from '../../ui/ErrorBar';
import { caseNo } from '../../ui/format';
import { Light } from '../../ui/Light';
import { Money } from '../../ui/Money';
import { Facts, Sheet } from '../../ui/Panel';
import { gap } from '../case/formParts';

/** A batch after it was made: to whom each line goes, and what the bank said of it. */
export function BatchLines({ batch, number, onClose }: { batch: string; number: string; onClose: () => void }) {
  const found = useQuery(batchQuery(batch));
  const lines = found.data?.lines ?? [];
  const count = (outcome: string) => `${lines.filter((line) => line.outcome === outcome).length} 笔`;
  return (
    <Drawer open size={920} title={`付款批次 ${number}`} onClose={onClose}>
      <ErrorBar error={found.error} onRetry={() => void found.refetch()} />
      {found.data ? (
        <Facts
          columns={2}
          items={[
            { label: '合计', value: <Money fen={found.data.total_fen} unit /> },
            { label: '已付讫', value: count('paid') },
            { label: '退回', value: count('rejected') },
            { label: '待银行回单', value: count('open') },
          ]}
        />
      ) : null}
      {gap}
      <Sheet caption={`付款批次 ${number} 的明细`} head={['案号', '收款人', '开户行与账号', { title: '金额（元）', right: true }, '附言', '银行答复']} empty={found.isPending ? '正在读取' : '没有明细'}>
        {lines.map((line, at) => (
          <tr key={at}>
            <td className="num">
              <Link to={`/cases/${line.case_id}?tab=funds`}>{caseNo(line.case_no)}</Link>
            </td>
            <td>{line.payee}</td>
            <td>
              <div>{line.bank}</div>
              <span className="num">{line.account}</span>
            </td>
            <td data-right>
              <Money fen={line.amount_fen} />
            </td>
            <td>{line.text}</td>
            <td>
              <Light light={line.light}>{line.outcome_label}</Light>
              {line.detail.trim() ? <div>{line.detail}</div> : null}
            </td>
          </tr>
        ))}
      </Sheet>
    </Drawer>
  );
}
