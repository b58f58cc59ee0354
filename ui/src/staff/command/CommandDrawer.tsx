import { useQuery } from '@tanstack/react-query';
import { commandsQuery, type CasePath } from '../../api/commands';
import { FormDrawer } from '../../ui/FormDrawer';
import { Facts } from '../../ui/Panel';
import { at, gap, type FormProps } from '../case/formParts';
import { CommandField } from './CommandField';
import { factsOf, splitSubject } from './facts';

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
  const first = Object.fromEntries(asked.filter((f) => f.shape === 'choice' && f.required).map((f) => [f.name, f.options[0]?.code]));
  const facts = factsOf(file, about);
  const choices = file.actions.find((a) => a.act === name)?.choices;
  return (
    <FormDrawer<CasePath, Record<string, unknown>>
      {...at(file)}
      title={command.heading}
      action={command.verb}
      danger={command.danger}
      path={`/api/cases/{id}/do/${name}` as CasePath}
      initial={first}
      body={(values) => ({ ...fixed, ...sent(values) }) as never}
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

/** A field that was emptied is not filled in. */
export function sent(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value === undefined || value === '' ? null : value]));
}
