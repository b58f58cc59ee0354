import { useQuery } from '@tanstack/react-query';
import { Checkbox, Input, Radio } from 'antd';
import { useDeferredValue, useState } from 'react';
import { candidateQuery, claimReceipt, confirmReceipt, refuseReceipt } from '../../api/funds';
import { searchQuery } from '../../api/lists';
import type { CandidateView } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { Confirm } from '../../ui/Confirm';
import { ErrorBar } from '../../ui/ErrorBar';
import { caseNo, yuan, yuanUpper } from '../../ui/format';
import { Facts } from '../../ui/Panel';
import s from '../pages/list.module.css';
import c from './Claim.module.css';
import type { Receipt } from './receipt';
import { FUND_TOUCHES, said } from './said';

function ReceiptFacts({ receipt }: { receipt: Receipt }) {
  return (
    <Facts
      columns={1}
      items={[
        { label: '到账日期', value: receipt.received_on },
        { label: '金额', value: `${yuan(receipt.amount_fen)} 元（${yuanUpper(receipt.amount_fen)}）` },
        { label: '付款人', value: receipt.payer },
        { label: '摘要', value: receipt.memo || '—' },
        ...(receipt.case_no ? [{ label: '认领到', value: caseNo(receipt.case_no) }] : []),
      ]}
    />
  );
}

/** What the case says that the money is claimed for. */
function Candidate({ known }: { known: CandidateView }) {
  return (
    <section className={c.candidate} aria-label="拟认领的案件">
      <Facts
        columns={1}
        items={[
          { label: '案件', value: `${caseNo(known.case_no)}　${known.state_label}${known.handler ? `　承办人 ${known.handler}` : ''}` },
          { label: '申请执行人', value: known.applicants },
          { label: '被执行人', value: known.respondents },
          { label: '尚欠', value: `${yuan(known.left_fen)} 元（已到位 ${yuan(known.received_fen)} 元）` },
        ]}
      />
    </section>
  );
}

/** The cases that a payer's name or a number leads to. */
function Picker({ typed, chosen, onChoose }: { typed: string; chosen: string; onChoose: (number: string) => void }) {
  const asked = useDeferredValue(typed.trim());
  const found = useQuery(searchQuery(asked));
  const rows = (found.data ?? []).filter((row) => typeof row['case_no'] === 'string' && row['case_no'] !== '').slice(0, 6);
  if (asked.length < 2) return null;
  if (rows.length === 0) return found.isFetching ? null : <p className={s.dim}>没有找到“{asked}”的案件，请换案号或者当事人姓名查找</p>;
  return (
    <Radio.Group className={c.picker} value={chosen} onChange={(e) => onChoose(String(e.target.value))} aria-label="选择案件">
      {rows.map((row) => (
        <Radio key={row.id} value={row['case_no'] as string}>
          {caseNo(row['case_no'] as string)}　{row['applicants'] as string} / {row['respondents'] as string}
        </Radio>
      ))}
    </Radio.Group>
  );
}

export function Claim({ receipt, onClose }: { receipt: Receipt; onClose: () => void }) {
  const [typed, setTyped] = useState(receipt.payer);
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [returned, setReturned] = useState(receipt.returned);
  const [seen, setSeen] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const found = useQuery(candidateQuery(receipt.id, number));
  const command = useCommand(claimReceipt, { touches: FUND_TOUCHES, onDone: said('已认领，等待复核', onClose) });
  const doubts = returned ? [] : (found.data?.doubts ?? []);
  const lacks = [
    ...(number === '' || !found.data ? ['选择案件'] : []),
    ...(reason.trim() === '' ? ['写明认领理由'] : []),
    ...(doubts.some((d) => !seen.includes(d.code)) ? ['核对并勾选每一项疑点'] : []),
  ];
  const send = () => {
    setTried(true);
    if (lacks.length === 0) command.mutate({ receipt: receipt.id, case_no: number, returned, reason: reason.trim(), doubts: doubts.map((d) => d.code) });
  };
  return (
    <Confirm open title="认领不明款" action={`认领 ${yuan(receipt.amount_fen)} 元`} busy={command.isPending} error={command.error} onConfirm={send} onClose={onClose}>
      <ReceiptFacts receipt={receipt} />
      <p className={c.label}>
        <label htmlFor="claim-case">案号或者当事人</label>
      </p>
      <Input id="claim-case" value={typed} autoFocus maxLength={40} placeholder="（2026）粤1224执1号" onChange={(e) => setTyped(e.target.value)} />
      <Picker
        typed={typed}
        chosen={number}
        onChoose={(chosen) => {
          setNumber(chosen);
          setSeen([]);
        }}
      />
      {number !== '' && found.error ? <ErrorBar error={found.error} /> : null}
      {found.data ? <Candidate known={found.data} /> : null}
      {0 < doubts.length ? (
        <fieldset className={c.doubts}>
          <legend>▲ 与本案不完全相符，请逐项核对后勾选；复核人会看到</legend>
          {doubts.map((d) => (
            <Checkbox key={d.code} checked={seen.includes(d.code)} onChange={(e) => setSeen(e.target.checked ? [...seen, d.code] : seen.filter((code) => code !== d.code))}>
              {d.title}
            </Checkbox>
          ))}
        </fieldset>
      ) : null}
      <p className={c.label}>
        <label htmlFor="claim-reason">认领理由（凭据）</label>
      </p>
      <Input id="claim-reason" value={reason} maxLength={300} onChange={(e) => setReason(e.target.value)} />
      <p className={c.label}>
        <Checkbox checked={returned} disabled={receipt.returned} onChange={(e) => setReturned(e.target.checked)}>
          是本院付款的退汇{receipt.returned ? '（银行已注明）' : ''}
        </Checkbox>
      </p>
      {tried && 0 < lacks.length ? (
        <p role="alert" className={c.lacks}>
          ▲ 还须{lacks.join('、')}
        </p>
      ) : null}
      <p className={s.dim}>
        {returned ? '认领后由另一人复核，复核通过即退回该案原来的发放，更正账户后重新发放；不作为该案的到账。' : '认领后由另一人复核，复核通过才记入该案。'}
      </p>
    </Confirm>
  );
}

export function Decide({ receipt, refuse, onClose }: { receipt: Receipt; refuse: boolean; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const confirm = useCommand(confirmReceipt, { touches: FUND_TOUCHES, onDone: said('复核通过，款项已入案', onClose) });
  const back = useCommand(refuseReceipt, { touches: FUND_TOUCHES, onDone: said('已退回到不明款', onClose) });
  const found = useQuery(candidateQuery(receipt.id, receipt.case_no));
  const command = refuse ? back : confirm;
  const doubts = receipt.returned ? [] : (found.data?.doubts ?? []);
  return (
    <Confirm
      open
      title={refuse ? '退回认领' : '复核认领'}
      action={refuse ? '退回到不明款' : `复核无误，${yuan(receipt.amount_fen)} 元入案`}
      danger={refuse}
      busy={command.isPending}
      error={command.error}
      onConfirm={() => {
        if (!refuse) confirm.mutate({ receipt: receipt.id });
        else if (reason.trim()) back.mutate({ receipt: receipt.id, reason: reason.trim() });
      }}
      onClose={onClose}
    >
      <ReceiptFacts receipt={receipt} />
      {found.data ? <Candidate known={found.data} /> : null}
      {0 < doubts.length ? (
        <ul className={c.doubts} aria-label="疑点">
          {doubts.map((d) => (
            <li key={d.code}>▲ {d.title}</li>
          ))}
        </ul>
      ) : null}
      <p>
        认领人：{receipt.claimed_by || '—'}　理由：{receipt.reason || '—'}
      </p>
      {refuse ? (
        <>
          <label htmlFor="refuse-reason">退回理由</label>
          <Input id="refuse-reason" value={reason} maxLength={300} autoFocus onChange={(e) => setReason(e.target.value)} />
        </>
      ) : null}
    </Confirm>
  );
}
