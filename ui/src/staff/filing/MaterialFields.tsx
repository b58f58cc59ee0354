import { Button, Checkbox, Form, Input } from 'antd';
import { filing as c, MATERIALS, USUAL_MATERIALS } from '../../copy/filing';
import { Panel } from '../../ui/Panel';
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
