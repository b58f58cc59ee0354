import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { caseQuery } from '../../api/cases';
import { ErrorBar } from '../../ui/ErrorBar';
import { useToday } from '../../ui/today';
import { useUrlState } from '../../ui/useUrlState';
import { emptyFiling, filingOf } from '../filing/application';
import { FilingForm } from '../filing/FilingForm';
import { usualOf } from '../filing/usual';
import { useMe } from '../me';

const KEYS = ['case'] as const;

export default function Filing() {
  const [{ case: id }] = useUrlState(KEYS);
  const today = useToday();
  const { id: me, court } = useMe();
  const known = useQuery({ ...caseQuery(id ?? ''), enabled: id !== undefined });
  const [round, setRound] = useState(0);
  if (id && !known.data) return <ErrorBar error={known.error} onRetry={() => void known.refetch()} />;
  return (
    <FilingForm
      key={`${me}${id ?? ''}${round}`}
      known={known.data}
      initial={known.data ? filingOf(known.data, today) : emptyFiling(today, usualOf(court, today))}
      onNext={() => setRound(round + 1)}
    />
  );
}
