import type { ListRow } from '../../api/types';
import { caseNo } from '../../ui/format';
import { Money } from '../../ui/Money';
import s from './Opening.module.css';

/** What a list already knows of a case. */
export interface Known {
  /** As on paper; empty while the case is not filed. */
  case_no: string;
  /** Parties, cause: in the order in which they are read. */
  facts: string[];
  claim_fen?: number;
}

/** Columns that say which case a row is of, in the order in which they are read. */
const FACTS = ['applicants', 'respondents', 'respondent', 'cause', 'title'];

/** A row of a list, as far as it is shown while the whole case is on its way. */
export function knownOf(row: ListRow): Known {
  const facts = FACTS.map((name) => row[name]).filter((fact): fact is string => typeof fact === 'string');
  const claim = row['claim_fen'];
  return { case_no: caseNo(String(row['case_no'] ?? '')), facts, claim_fen: typeof claim === 'number' ? claim : undefined };
}

/** What is known of a case, until the whole of it is here. */
export function Opening({ known }: { known: Known | undefined }) {
  return (
    <div aria-busy="true" className={s.opening}>
      {known ? (
        <>
          <h1 className="num">{known.case_no || '未立案'}</h1>
          <p>
            {known.facts.filter(Boolean).join(' · ')}
            {known.claim_fen === undefined ? null : (
              <>
                {' · '}
                <Money fen={known.claim_fen} unit />
              </>
            )}
          </p>
        </>
      ) : (
        <p className={s.dim}>正在打开案件…</p>
      )}
    </div>
  );
}
