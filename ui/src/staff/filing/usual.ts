import type { Me } from '../../api/types';
import type { FilingValues, Usual } from './application';

/** 作出机关 that was used last, by category: a public name, kept in this browser. */
const ISSUERS = 'zx.issuers';

function issuers(): Record<string, string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(ISSUERS) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, string>) : {};
  } catch {
    return {};
  }
}

/** Keeps who issued the title, for the next one. */
export function keepIssuer({ claim: { title } }: FilingValues): void {
  try {
    localStorage.setItem(ISSUERS, JSON.stringify({ ...issuers(), [title.category]: title.issuer }));
  } catch {
    // Without storage the court's own name is offered next time.
  }
}

/** Who most likely issued a title of this category; of courts the own one. */
export function usualIssuer(category: string, court: Me['court']): string {
  return issuers()[category] ?? (category === 'court' || category === 'criminal' ? court.name : '');
}

/** The court's own civil numbers begin so; what is missing is the serial. */
export const ownNumber = (court: Me['court'], today: string) => `（${today.slice(0, 4)}）${court.code}民初`;

export function usualOf(court: Me['court'], today: string): Usual {
  const issuer = usualIssuer('court', court);
  return { issuer, number: issuer === court.name ? ownNumber(court, today) : '' };
}

/** A number whose serial was typed gets its 号, and brackets of the full width. */
export function wholeNumber(typed: string): string {
  const number = typed.trim().replace(/^[([〔]\s*(\d{4})\s*[)\]〕]/, '（$1）');
  return /^（\d{4}）.*\d$/.test(number) ? `${number}号` : number;
}
