import { Button, Form } from 'antd';
import { useState } from 'react';
import { trialExported } from '../../api/devices';
import { useCommand } from '../../api/useCommand';
import { filing as c } from '../../copy/filing';
import { ErrorBar } from '../../ui/ErrorBar';
import { FilePick } from '../../ui/FilePick';
import { useDevices } from '../devices';
import type { FilingValues } from './application';
import s from './Filing.module.css';
import { isTrialFile, takeOver, type TakenOver } from './trial';

/** Largest 卷宗信息 that is read. */
const BYTES_MAX = 1 << 20;

/** 审判卷宗带入：what the trial file says is not typed again. */
export function TakeOver({ initial, onTaken }: { initial: FilingValues; onTaken: () => void }) {
  const form = Form.useFormInstance<FilingValues>();
  const { on: devices } = useDevices();
  const [told, setTold] = useState<TakenOver | null>(null);
  const read = useCommand(async (file: File | null) => (file ? parsed(file) : trialExported()), {
    onDone: (trial) => {
      if (!isTrialFile(trial)) return;
      // What the form offered by itself was not typed by anybody.
      const offered = (path: string, value: unknown) => path.split('.').reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], initial) === value;
      const result = takeOver(form.getFieldsValue(true) as FilingValues, trial, offered);
      form.setFieldsValue(result.values);
      setTold(result);
      onTaken();
    },
  });
  const wrong = read.data !== undefined && !isTrialFile(read.data);
  return (
    <div className={s.takeOver}>
      <FilePick small id="trial-file" label={c.takeOver} accept=".json" busy={read.isPending} onFile={(file) => read.mutate(file)} />
      {devices ? (
        <Button size="small" loading={read.isPending} onClick={() => read.mutate(null)}>
          {c.takeOverHere}
        </Button>
      ) : null}
      <ErrorBar error={read.error} />
      {wrong ? <p role="alert">▲ {c.noTrialFile}</p> : null}
      {told && !wrong ? (
        <div role="status">
          <p>{told.taken.length === 0 ? c.nothingTaken : c.taken(told.taken.join('、'))}</p>
          {told.differs.map((line) => (
            <p key={line}>◆ {line}</p>
          ))}
        </div>
      ) : null}
    </div>
  );
}

async function parsed(file: File): Promise<unknown> {
  if (BYTES_MAX < file.size) return null;
  try {
    return JSON.parse(await file.text()) as unknown;
  } catch {
    return null;
  }
}
