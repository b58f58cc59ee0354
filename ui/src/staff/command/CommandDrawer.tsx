import { useQuery } from '@tanstack/react-query';
import { commandsQuery, sendWithFile, type CasePath } from '../../api/commands';
import type { Action, CommandFieldInfo } from '../../api/types';
import { FormDrawer } from '../../ui/FormDrawer';
import { Facts } from '../../ui/Panel';
import { at, gap, type FormProps } from '../case/formParts';
import { CommandField } from './CommandField';
import { factsOf, knownOf, splitSubject } from './facts';

/** A command, and what it is about: a kind of thing with its id, or nothing for the case as a whole. */
export interface OpenCommand {
  kind: 'command';
  name: string;
  on?: string;
}

/** Any command as a form, drawn from what the server says of its fields. The field that says what it is about is not asked. */
export function CommandDrawer({ file, onClose, name, on }: FormProps & Omit<OpenCommand, 'kind'>) {
  const known = useQuery(commandsQuery);
  const command = known.data?.items.find((c) => c.name === name);
  if (!command) return null;
  const about = splitSubject(on);
  const [asked, given] = [command.fields.filter((f) => f.thing === null || f.thing !== about?.kind), command.fields.filter((f) => f.thing !== null && f.thing === about?.kind)];
  const fixed = Object.fromEntries(given.map((f) => [f.name, about?.id]));
  const facts = factsOf(file, about);
  const choices = [...file.actions, ...file.deadlines.actions].find((a) => a.act === name)?.choices;
  const first = { ...firstOf(asked, choices), ...knownOf(file, name, about) };
  const whole = (values: Record<string, unknown>) => ({ ...fixed, ...sent(values) });
  return (
    <FormDrawer<CasePath, Record<string, unknown>>
      {...at(file)}
      title={command.heading}
      action={command.verb}
      danger={command.danger}
      path={`/api/cases/{id}/do/${name}` as CasePath}
      initial={first}
      body={(values) => whole(values) as never}
      send={asked.some((f) => f.shape === 'scan') ? (values, intent) => sendWithFile({ case: file.id, name, fields: whole(values) }, intent) : undefined}
      onClose={onClose}
    >
      {0 < facts.length ? (
        <>
          <Facts columns={1} items={facts} />
          {gap}
        </>
      ) : null}
      {asked.map((field) => (
        <CommandField key={field.name} field={field} file={file} choices={choices} />
      ))}
    </FormDrawer>
  );
}

/** What a form begins with: the likeliest of what must be chosen, and nothing ticked. */
function firstOf(fields: CommandFieldInfo[], choices: Action['choices'] = []): Record<string, unknown> {
  const offered = (field: CommandFieldInfo) => choices.find((c) => c.field === field.name)?.options ?? field.options;
  return Object.fromEntries(
    fields.flatMap((f): [string, unknown][] => {
      if (f.shape === 'yes') return [[f.name, false]];
      const words = offered(f);
      const only = f.shape === 'key' && words.length === 1;
      return f.required && (f.shape === 'choice' || only) ? [[f.name, words[0]?.code]] : [];
    }),
  );
}

const isEmpty = (value: unknown) => value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** A field that was emptied is not filled in. */
export function sent(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isEmpty(value) ? null : value]));
}
