import { Form, Input } from 'antd';
import type { CaseDetail } from '../../api/types';

/** What every form of the case page is given. */
export interface FormProps {
  file: CaseDetail;
  onClose: () => void;
}

/** The case and the version that a form is opened on. */
export function at(file: CaseDetail): { caseId: string; version: number } {
  return { caseId: file.id, version: file.version };
}

/** Room between the facts and the fields. */
export const gap = <div style={{ height: 12 }} />;

/** A word that must be typed before a risky act. */
export function Typed({ word }: { word: string }) {
  return (
    <Form.Item
      name="typed"
      label={`请输入“${word}”以确认`}
      required
      rules={[
        {
          validator: (_, value: string | undefined) =>
            value?.trim() === word ? Promise.resolve() : Promise.reject(new Error(`请输入：${word}`)),
        },
      ]}
    >
      <Input autoComplete="off" />
    </Form.Item>
  );
}
