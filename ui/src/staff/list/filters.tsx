import { useQuery } from '@tanstack/react-query';
import type { ListFilter } from '../../api/lists';
import { organisationQuery } from '../../api/people';
import type { ListDescription, ListFilterField } from '../../api/types';
import { lists } from '../../copy/lists';
import { DaysFilter, PickFilter, TextFilter } from '../../ui/Filters';

type Change = (patch: ListFilter) => void;

/** The filters of a list, each drawn as its kind says. */
export function ListFilters({ list, filter, onChange }: { list: ListDescription; filter: ListFilter; onChange: Change }) {
  return list.filters.map((field, at) => (
    <Field key={field.name} field={field} until={list.filters[at + 1]} filter={filter} onChange={onChange} />
  ));
}

/** Wide enough for the longest choice, as far as a row of filters allows. */
const width = (choices: { name: string }[]) => Math.min(160, Math.max(90, 34 + 14 * Math.max(2, ...choices.map((c) => c.name.length))));

function Field({ field, until, filter, onChange }: { field: ListFilterField; until?: ListFilterField; filter: ListFilter; onChange: Change }) {
  const value = filter[field.name];
  switch (field.kind) {
    case 'case':
      return <TextFilter label={field.title} hint={lists.keywordHint} value={value ?? ''} onChange={(q) => onChange({ [field.name]: q })} />;
    case 'choice':
      return (
        <PickFilter
          label={field.title}
          value={value ?? field.usual ?? undefined}
          all={field.usual === null}
          options={field.choices.map((c) => ({ value: c.code, label: c.name }))}
          onChange={(chosen) => onChange({ [field.name]: chosen === field.usual ? undefined : chosen })}
          width={width(field.choices)}
        />
      );
    case 'person':
      return <PersonFilter field={field} value={value} onChange={onChange} />;
    case 'from': {
      // Its other end is the next filter.
      const to = until?.kind === 'to' ? until.name : undefined;
      return (
        <DaysFilter
          label={field.title.replace(/起$/, '')}
          from={value}
          to={to && filter[to]}
          onChange={(from, end) => onChange({ [field.name]: from, ...(to ? { [to]: end } : {}) })}
        />
      );
    }
    default:
      return null;
  }
}

function PersonFilter({ field, value, onChange }: { field: ListFilterField; value?: string; onChange: Change }) {
  const organisation = useQuery(organisationQuery);
  const people = organisation.data?.handlers.map((h) => ({ value: h.id, label: h.name })) ?? [];
  return (
    <PickFilter
      label={field.title}
      value={value}
      options={[{ value: 'me', label: lists.me }, ...people]}
      onChange={(chosen) => onChange({ [field.name]: chosen })}
      width={100}
    />
  );
}
