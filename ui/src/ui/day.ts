const FORMS = [/^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/, /^(\d{4})()(\d{2})(\d{2})$/, /^(\d{4})(年)(\d{1,2})月(\d{1,2})日?$/];

/** A day as people write it (2026-7-2, 2026/07/02, 2026.7.2, 20260702, 2026年7月2日) as `2026-07-02`; null for anything else. */
export function dayFromText(text: string): string | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  for (const form of FORMS) {
    const [, year, , month, date] = form.exec(plain) ?? [];
    if (!year || !month || !date) continue;
    const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
    const at = new Date(`${day}T00:00:00Z`);
    return '1900' <= year && !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day ? day : null;
  }
  return null;
}
