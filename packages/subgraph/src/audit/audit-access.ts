import { accessTable, grant } from '@vungxanh/access'

/** Who may ask who saw what. */
export const readAudit = grant(['INSPECTOR', 'DATA_PROTECTION_OFFICER'])

/** The audit's own types, alike in every department. */
export const auditAccess = accessTable({
  AccessRecord: [
    [
      'EVIDENCE',
      readAudit,
      'id at action accountId name role post organisation purpose requestId operation reads doors changes refusals',
    ],
  ],
  AccessRecordRead: [['EVIDENCE', readAudit, 'type fields subjects']],
  AccessRecordDoor: [['EVIDENCE', readAudit, 'door search reason']],
  AccessRecordChange: [['EVIDENCE', readAudit, 'table id rows op fields']],
})
