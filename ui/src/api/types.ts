/**
 * What the pages know: the generated description under the pages' own names. Money is integer fen, dates are
 * `YYYY-MM-DD`, instants are ISO UTC.
 */
import type { Whole } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

/** A page of a list. `next` is the key to hand back for the page after this one. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/** The lights of a limit. The server computes them; a browser never counts a limit. */
export type LightName = Schemas['LightName'];
/** A value that is shown masked until somebody asks for it with a reason, on record. */
export type MaskedValue = Whole<Schemas['MaskedValue']>;
/** One act that the page may offer now, or why not. */
export type Action = Whole<Schemas['Action']>;
/** One field of a command, as its form is drawn from it. */
export type CommandFieldInfo = Whole<Schemas['FieldView']>;
export type CommandInfo = Whole<Schemas['CommandView']>;
export type BulkRun = Whole<Schemas['BulkView']>;
export type BulkStarted = Schemas['BulkStarted'];
export type Named = Whole<Schemas['Named']>;
export type Me = Whole<Schemas['Me']> & {
  /** The court below that this tab looks at; everything there is only to look at. */
  elsewhere?: { code: string; name: string };
};

export type CaseDetail = Whole<Schemas['CaseDetail']>;
export type LinkedMatter = CaseDetail['links'][number];
export type NodeState = Whole<Schemas['NodeView']>;
export type Party = Whole<Schemas['PartyView']>;
export type TaskRow = Whole<Schemas['TaskRowView']>;
export type WhyTask = Whole<Schemas['WhyView']>;
export type Asset = Whole<Schemas['AssetView']>;
export type Measure = Whole<Schemas['MeasureView']>;
export type CaseDocument = Whole<Schemas['DocumentView']>;
export type Material = Whole<Schemas['MaterialView']>;
export type Message = Whole<Schemas['MessageView']>;
export type ClosingCondition = Whole<Schemas['ClosingCondition']>;
/** A line of the docket (办案流水). */
export type DocketLine = Whole<Schemas['DocketLine']>;

/** A request that others sign, with its chain. */
export type Approval = Whole<Schemas['ApprovalView']>;
export type ApprovalPaper = Whole<Schemas['ApprovalPaper']>;
export type Payout = Whole<Schemas['PayoutView']>;
export type PayoutLine = Whole<Schemas['PayoutLine']>;
export type FundsAgreement = Whole<Schemas['FundsAgreement']>;
export type StatementImport = Whole<Schemas['StatementImport']>;
export type CandidateView = Whole<Schemas['CandidateView']>;
export type BatchView = Whole<Schemas['BatchView']>;
export type BatchMade = Whole<Schemas['BatchMade']>;
export type Desk = Whole<Schemas['DeskView']>;
export type DeskCase = Desk['pinned'][number];
export type Notices = Whole<Schemas['Notices']>;
export type Notice = Notices['items'][number];
export type Job = Whole<Schemas['JobView']>;

export type Wall = Whole<Schemas['WallView']>;
export type Person = Whole<Schemas['Person']>;
/** A change of an account that waits for a second person. */
export type Access = Whole<Schemas['AccessView']>;
export type Post = Whole<Schemas['PostView']>;
export type QueueStanding = Whole<Schemas['QueueView']>;
export type DeadJob = QueueStanding['dead'][number];
export type CourtFigures = Whole<Schemas['CourtFiguresView']>;
export type CourtInfo = Whole<Schemas['CourtDetail']>;
export type Organisation = Whole<Schemas['OrganisationView']>;
export type Duties = Whole<components['schemas']['DutiesView']>;

/** A list, described once by the server: columns, filters, orders, built-in views. */
export type ListDescription = Whole<Schemas['ListDescription']>;
export type ListColumn = ListDescription['columns'][number];
export type ListFilterField = ListDescription['filters'][number];

/** A row of any list: its ids, its light, and a value under the name of each column. */
export interface ListRow {
  id: string;
  case_id: string | null;
  /** The part of the case page where it is dealt with. */
  opens: string;
  light: LightName;
  actions: Action[];
  [column: string]: unknown;
}

export interface SavedView {
  name: string;
  filter: Partial<Record<string, string>>;
  /** Columns that are not shown; a built-in view leaves them as they are. */
  hidden?: string[] | null;
}
