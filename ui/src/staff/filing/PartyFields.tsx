import { Button, Form } from 'antd';
import { Panel } from '../../ui/Panel';
import { PartyForm } from './PartyForm';

/** The parties of one side. */
export function PartyFields({ name, title, add: addLabel, applicant = false }: { name: 'applicants' | 'respondents'; title: string; add: string; applicant?: boolean }) {
  return (
    <Panel title={title}>
      <Form.List name={name}>
        {(fields, { add, remove }) => (
          <>
            {fields.map((f) => (
              <PartyForm
                key={f.key}
                side={name}
                at={f.name}
                label={1 < fields.length ? `${title}${f.name + 1}` : title}
                applicant={applicant}
                several={1 < fields.length}
                onRemove={1 < fields.length ? () => remove(f.name) : undefined}
              />
            ))}
            <Button size="small" onClick={() => add({ kind: 'person' })}>
              {addLabel}
            </Button>
          </>
        )}
      </Form.List>
    </Panel>
  );
}
