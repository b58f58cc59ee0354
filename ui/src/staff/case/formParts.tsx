import type { CaseDetail } from '../../api/types';

/** What every form of the case page is given. */
export interface FormProps {
  file: CaseDetail;
  /** `done`: it was sent; otherwise it was left. */
  onClose: (done?: boolean) => void;
}

/** The case and the version that a form is opened on. */
export function at(file: CaseDetail): { caseId: string; version: number } {
  return { caseId: file.id, version: file.version };
}

/** Room between the facts and the fields. */
export const gap = <div style={{ height: 12 }} />;
