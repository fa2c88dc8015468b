/** A row that is written once. What was decided, computed or paid is corrected by another row, never overwritten. */
export const appendOnly = {
  name: 'append_only',
  timing: 'before' as const,
  events: ['update' as const],
  body: `raise exception '% is append-only', tg_table_name`,
}
