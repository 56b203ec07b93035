/** What the journal of administration tells of. */
export const auditKinds = [
  'number_shown',
  'restricted_opened',
  'restricted_number_shown',
  'list_taken_out',
  'letters_redriven',
  'officer_added',
  'officer_changed',
  'officer_stopped',
  'officer_resumed',
  'right_asked',
  'right_confirmed',
  'right_refused',
  'calendar_changed',
  'zone_changed',
  'rules_published',
  'consumer_changed',
  'relay_codes_read',
  'relay_code_renewed',
] as const
export type AuditKind = (typeof auditKinds)[number]
