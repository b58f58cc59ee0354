import { documentUrl } from '../../api/commands';
import { approvals as c } from '../../copy/approvals';
import s from './approval.module.css';

/** The page as wide as there is room, without the reader's list of pages. */
const READ = '#navpanes=0&view=FitH';

/** The whole text of a paper beside the button that signs it. */
export function Pdf({ caseId, id, title }: { caseId: string; id: string; title: string }) {
  const url = documentUrl(caseId, id, 'pdf');
  return (
    <>
      <h3>
        {c.pdf}{' '}
        <a href={url} target="_blank" rel="noreferrer">
          {c.openPdf}
        </a>
      </h3>
      <p>{c.finalPaper}</p>
      <iframe className={s.pdf} src={`${url}${READ}`} title={`${title} ${c.pdf}`} />
    </>
  );
}
