import { Button, Drawer, Form, Radio } from 'antd';
import { useNavigate } from 'react-router';
import { startBulk } from '../../api/bulk';
import type { ListFilter } from '../../api/lists';
import type { CommandInfo, ListDescription, ListRow } from '../../api/types';
import { useCommand } from '../../api/useCommand';
import { bulk as c } from '../../copy/bulk';
import { useBeside } from '../../ui/beside';
import { DrawerFoot } from '../../ui/DrawerFoot';
import { ErrorBar } from '../../ui/ErrorBar';
import { fieldPath } from '../../ui/fields';
import { CommandField } from '../command/CommandField';

interface Props {
  list: ListDescription;
  filter: ListFilter;
  chosen: ListRow[];
  /** How many the filter finds, if that is known. */
  count: number | undefined;
  command: CommandInfo;
  onClose: () => void;
}

/** One command as a form for many rows: the same fields for all of them. */
export default function BulkDrawer({ list, filter, chosen, count, command, onClose }: Props) {
  const [form] = Form.useForm<Record<string, unknown>>();
  const navigate = useNavigate();
  const { tools, help } = useBeside('', command.name);
  const all = Form.useWatch('which', form) === 'all';
  const start = useCommand(startBulk, { touches: [['jobs']], onDone: ({ job }) => void navigate(`/runs/${job}`) });
  const asked = command.fields.filter((field) => field.thing === null || field.thing === 'staff');
  const rows = chosen.flatMap((row) => (row.case_id ? [{ case_id: row.case_id, id: row.id }] : []));
  const number = all ? (count ?? 0) : rows.length;
  const send = ({ which, ...values }: Record<string, unknown>) =>
    start.mutate({ list: list.key, command: command.name, fields: filled(values), rows: which === 'all' ? null : rows, filter });
  return (
    <Drawer
      open
      title={`${c.label}：${command.heading}`}
      size={480}
      onClose={onClose}
      destroyOnHidden
      extra={tools}
      footer={
        <DrawerFoot onCancel={onClose}>
          <Button type="primary" danger={command.danger} loading={start.isPending} disabled={number === 0} onClick={() => form.submit()}>
            {c.start(command.verb, number)}
          </Button>
        </DrawerFoot>
      }
    >
      {help}
      <ErrorBar error={start.error} focus onField={(field) => form.focusField(fieldPath(field) as never)} />
      <Form form={form} layout="vertical" initialValues={{ which: 0 < rows.length ? 'rows' : 'all' }} scrollToFirstError onFinish={send}>
        <Form.Item name="which" label={c.which} extra={rows.length === 0 ? c.none : c.hint}>
          <Radio.Group
            style={{ display: 'grid', gap: 8 }}
            options={[
              { value: 'rows', label: c.ticked(rows.length, list.unit), disabled: rows.length === 0 },
              { value: 'all', label: c.all((count ?? 0).toLocaleString('en-US'), list.unit), disabled: !count },
            ]}
          />
        </Form.Item>
        {asked.map((field) => (
          <CommandField key={field.name} field={field} />
        ))}
      </Form>
    </Drawer>
  );
}

/** A field that was emptied is not filled in. */
function filled(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== ''));
}
