import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { beginMatter, commandsQuery, type CasePath } from '../../api/commands';
import { FormDrawer } from '../../ui/FormDrawer';
import { sent } from './CommandDrawer';
import { CommandField } from './CommandField';

/** A matter that begins by itself, as a form drawn from what the server says of its fields; then its page. */
export default function BeginDrawer({ name, known = {}, onClose }: { name: string; known?: Record<string, string>; onClose: () => void }) {
  const navigate = useNavigate();
  const described = useQuery(commandsQuery);
  const beginning = described.data?.beginnings.find((b) => b.name === name);
  if (!beginning) return null;
  return (
    <FormDrawer<CasePath, Record<string, unknown>>
      caseId=""
      version={null}
      title={beginning.heading}
      action={beginning.verb}
      path="/api/cases/{id}/do/close_case"
      command={name}
      initial={known}
      send={async (values, intent) => {
        const done = await beginMatter({ name, body: sent(values) }, intent);
        if (done.case_id) void navigate(`/cases/${done.case_id}`);
      }}
      onClose={onClose}
    >
      {beginning.fields.map((field) => (
        <CommandField key={field.name} field={field} />
      ))}
    </FormDrawer>
  );
}
