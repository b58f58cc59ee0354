import { Button, Radio } from 'antd';
import { useState } from 'react';
import { adoptMode, type ModeVersion } from '../../api/modes';
import { useCommand } from '../../api/useCommand';
import { announce } from '../../ui/announce';
import { Confirm } from '../../ui/Confirm';
import { dayFromText } from '../../ui/day';
import { DayInput } from '../../ui/fields';
import s from '../pages/list.module.css';

const TOUCHES = [['modes'], ['court'], ['organisation'], ['session']];

/** Adopts a version from a day; going back is adopting the earlier one again. */
export function AdoptMode({ of, today, version }: { of: ModeVersion; today: string; version: number }) {
  const [from, setFrom] = useState<string>(today);
  const [inFlight, setInFlight] = useState<'stay' | 'move'>('stay');
  const [asking, setAsking] = useState(false);
  const command = useCommand(adoptMode, {
    version,
    touches: TOUCHES,
    onDone: () => {
      announce('办案模式已启用');
      setAsking(false);
    },
  });
  const name = `${of.name} 第${of.version}版`;
  return (
    <div className={s.row}>
      <span>自</span>
      <DayInput aria-label="启用日" value={from} onChange={(day: string | null) => setFrom(day ?? '')} />
      <span>起启用第{of.version}版，在办案件</span>
      <Radio.Group
        aria-label="在办案件"
        value={inFlight}
        onChange={(e) => setInFlight(e.target.value as 'stay' | 'move')}
        options={[
          { value: 'stay', label: '按原模式办完' },
          { value: 'move', label: '转入' },
        ]}
      />
      <Button type="primary" disabled={!dayFromText(from)} onClick={() => setAsking(true)}>
        启用办案模式
      </Button>
      <Confirm
        open={asking}
        title={`启用办案模式：${name}`}
        action="启用办案模式"
        busy={command.isPending}
        error={command.error}
        onConfirm={() => command.mutate({ key: of.key, version: of.version, from, in_flight: inFlight })}
        onClose={() => setAsking(false)}
      >
        <p>
          自{from}起，新收案件按这一版的节点、岗位、期限和分流办理；在办案件{inFlight === 'move' ? '逐件转入' : '按原模式办完'}。新的岗位须在“人员”页定人。要回退的，重新启用原来的一版。
        </p>
      </Confirm>
    </div>
  );
}
