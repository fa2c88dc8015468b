/** What a change of a group changes, wherever it is shown. */
export const stale = [
  'adminUnit',
  'residentialGroup',
  'selfManagementGroup',
  'ungroupedHouseholds',
  'household',
  'households',
]
