import { Button, Checkbox, Form, Input } from 'antd';
import { keepScan, scanTaken } from '../../api/devices';
import type { MaterialKind } from '../../api/commands';
import { useCommand } from '../../api/useCommand';
import { filing as c, MATERIALS, USUAL_MATERIALS } from '../../copy/filing';
import { ErrorBar } from '../../ui/ErrorBar';
import { FilePick } from '../../ui/FilePick';
import { Panel } from '../../ui/Panel';
import { useDevices } from '../devices';
import type { FilingParty, FilingValues, Given } from './application';
import s from './Filing.module.css';

/** 收到的材料: those that most applications come with are ticked at once. */
export function MaterialFields({ given }: { given: Given[] }) {
  const form = Form.useFormInstance<FilingValues>();
  const all = () => {
    const parties = form.getFieldValue('applicants') as FilingParty[];
    const kinds = parties.some((p) => p.with_agents) ? [...USUAL_MATERIALS, 'mandate' as const] : USUAL_MATERIALS;
    for (const kind of kinds) form.setFieldValue(['materials', kind, 'got'], true);
  };
  return (
    <Panel
      title={c.sections.materials}
      extra={
        <Button size="small" onClick={all}>
          {c.usualMaterials}
        </Button>
      }
    >
      <div className={s.materials}>
        {MATERIALS.map(([kind, title]) => (
          <div key={kind} className={s.material}>
            <Form.Item name={['materials', kind, 'got']} valuePropName="checked" noStyle>
              <Checkbox>{title}</Checkbox>
            </Form.Item>
            <Form.Item name={['materials', kind, 'pages']} noStyle>
              <Input
                className={s.pages}
                disabled={1 < given.filter((m) => m.kind === kind).length}
                inputMode="numeric"
                maxLength={4}
                placeholder="1"
                suffix="页"
                aria-label={`${title}页数`}
              />
            </Form.Item>
            <ScanOf kind={kind} title={title} />
          </div>
        ))}
      </div>
      <div className={s.ticks}>
        <Form.Item name="performed" valuePropName="checked" noStyle>
          <Checkbox>申请人陈述：义务人已经履行</Checkbox>
        </Form.Item>
        <Form.Item name="risk_notice_given" valuePropName="checked" noStyle>
          <Checkbox>执行风险告知书已送交申请人</Checkbox>
        </Form.Item>
      </div>
    </Panel>
  );
}

/** The scan of a paper, chosen or taken from the scanner; it is kept at once and filed with the application. */
function ScanOf({ kind, title }: { kind: MaterialKind; title: string }) {
  const form = Form.useFormInstance<FilingValues>();
  const { on: devices } = useDevices();
  const scan = Form.useWatch(['materials', kind, 'scan'], form) as { name: string } | undefined;
  const got = Form.useWatch(['materials', kind, 'got'], form) === true;
  const keep = useCommand(async (file: File | null, intent) => keepScan(file ?? (await scanTaken()), intent), {
    onDone: (kept) => {
      form.setFieldValue(['materials', kind, 'scan'], kept);
      form.setFieldValue(['materials', kind, 'got'], true);
    },
  });
  const held = (
    <Form.Item name={['materials', kind, 'scan']} noStyle hidden>
      <Input />
    </Form.Item>
  );
  if (!got) return held;
  return (
    <span className={s.scan}>
      {held}
      <FilePick small id={`scan-${kind}`} label={scan ? '重选' : '扫描件'} says={`${scan ? '重选' : ''}${title}的扫描件`} accept=".pdf,.jpg,.jpeg,.png,.tif,.tiff,.docx,.ofd" busy={keep.isPending} onFile={(file) => keep.mutate(file)} />
      {devices ? (
        <Button size="small" type="link" loading={keep.isPending} onClick={() => keep.mutate(null)}>
          扫描
        </Button>
      ) : null}
      {scan ? <span title={scan.name}>✓ {scan.name}</span> : null}
      <ErrorBar error={keep.error} />
    </span>
  );
}
