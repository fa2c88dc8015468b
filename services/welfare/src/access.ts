import { accessTable, everyone, type Grant, grant, type Role } from '@vungxanh/access'
import { unitRows } from '@vungxanh/subgraph'

const caseReaders: Role[] = ['INSPECTOR', 'WELFARE_OFFICER', 'APPROVER']

/** What was stated and attested for a dossier, why it was decided so, and all dossiers of one beneficiary. */
const readCases = grant(caseReaders)

/**
 * The cashier sees a dossier once it is approved (`statusesVisibleTo`): whom, how much and from which programme to pay, as the
 * receipt says it. The lines with days of quarantine stay closed; that a programme is for close contacts, its name still tells.
 */
const readDossiers = grant([...caseReaders, 'CASHIER'])

/** Rows without the beneficiary. */
const readPayouts = grant(['CHAIR', 'CASHIER', ...caseReaders])
const readProgrammes = grant(['CHAIR', 'CASHIER', ...caseReaders])
const readFunds = grant(['CHAIR', ...caseReaders])

/** What was paid, as totals and by programme; no dossier can be read out of them. */
const readTotals = grant(['CHAIR', 'ANALYST', ...caseReaders])
const readGroupTotals = grant(['CHAIR', ...caseReaders])

const submitDossiers = grant(['WELFARE_OFFICER'])
const decideDossiers = grant(['APPROVER'])
/** Either ward's officers; a ward's own books beside the question are for who reads its cases anyway. */
const exchangeConfirmations = submitDossiers
const readConfirmations = readCases

const confirmPayouts = grant(['CASHIER'])
const handleDossiers = grant(['WELFARE_OFFICER', 'APPROVER', 'CASHIER'])

/** The department's whole authorization: what each field says, and who may read or do it. */
export const access = accessTable({
  Query: [
    ['FINANCIAL', readDossiers, 'dossier dossiers'],
    ['FINANCIAL', readPayouts, 'payouts'],
    ['FINANCIAL', readCases, 'doublePayments'],
    ['INTERNAL', readFunds, 'funds'],
    ['PUBLIC', readProgrammes, 'programmes programme'],
    ['FINANCIAL', readConfirmations, 'confirmationRequests confirmationRequest'],
    ['INTERNAL', readConfirmations, 'confirmationAskers'],
    ['PUBLIC', readConfirmations, 'issuerKeys'],
  ],
  Mutation: [
    ['FINANCIAL', submitDossiers, 'submitDossier'],
    ['FINANCIAL', decideDossiers, 'approveDossier', { stepUp: true }],
    ['FINANCIAL', decideDossiers, 'refuseDossier'],
    ['FINANCIAL', confirmPayouts, 'confirmPayout', { stepUp: true }],
    [
      'FINANCIAL',
      exchangeConfirmations,
      'askConfirmation enterConfirmation receiveConfirmationRequest searchForConfirmation answerConfirmation',
    ],
  ],

  AdminUnit: {
    reference: readTotals,
    rules: [
      ['PUBLIC', everyone, 'code name validTo successorNames'],
      ['STATISTIC', readTotals, 'support'],
    ],
  },
  Person: {
    subject: 'id',
    reference: readCases,
    rules: [
      ['INTERNAL', everyone, 'id'],
      ['FINANCIAL', readCases, 'dossiers'],
    ],
  },
  Establishment: {
    subject: 'id',
    reference: readCases,
    rules: [
      ['INTERNAL', everyone, 'id'],
      ['FINANCIAL', readCases, 'dossiers'],
    ],
  },
  Document: {
    reference: readProgrammes,
    rules: [
      ['INTERNAL', everyone, 'id'],
      ['PUBLIC', readProgrammes, 'programmes'],
    ],
  },
  Household: [['INTERNAL', everyone, 'id']],
  ResidentialGroup: [['INTERNAL', everyone, 'id']],

  SupportSummary: [
    ['STATISTIC', readTotals, 'asOf count amount lines'],
    ['STATISTIC', readGroupTotals, 'byResidentialGroup'],
    ['FINANCIAL', readPayouts, 'payouts'],
  ],
  SupportLine: [['STATISTIC', readTotals, 'programme countUnit count amount']],
  SupportByGroup: [['STATISTIC', readGroupTotals, 'residentialGroup count amount']],

  Programme: {
    reference: readProgrammes,
    rules: [
      // A total names its programme, so whoever reads totals reads what it is called and founded on.
      [
        'PUBLIC',
        grant([...readTotals.roles, ...readProgrammes.roles]),
        'id code name basis basisNote countUnit beneficiary',
      ],
      [
        'PUBLIC',
        grant([...readTotals.roles, ...readProgrammes.roles]),
        'requiresQuarantineOrder inForceFrom inForceTo formula excludes confirmationRule',
      ],
      ['INTERNAL', readFunds, 'fund'],
    ],
  },
  AmountFormula: [
    [
      'PUBLIC',
      grant([...readTotals.roles, ...readProgrammes.roles]),
      'id inForceFrom once perDay maxDays childOnce verified source text',
    ],
  ],
  Fund: [['INTERNAL', readFunds, 'id code name kind budget committed paid available']],

  Dossier: {
    subject: 'beneficiaryId',
    reference: readDossiers,
    rules: [
      ['INTERNAL', grant([...readPayouts.roles]), 'id'],
      ['FINANCIAL', grant([...readPayouts.roles]), 'code status amount submittedAt submittedByName programme formula'],
      ['FINANCIAL', grant([...readPayouts.roles]), 'decisions payout residentialGroup'],
      ['FINANCIAL', readDossiers, 'person household establishment'],
      ['FINANCIAL', readCases, 'lines quarantineDays isChild statement'],
      ['FINANCIAL', readConfirmations, 'otherResidenceCode lacksConfirmation confirmationRequests'],
    ],
  },
  AmountLine: { subject: 'dossier.beneficiaryId', rules: [['FINANCIAL', readCases, 'id label units rate amount']] },
  Decision: {
    subject: 'dossier.beneficiaryId',
    rules: [
      ['FINANCIAL', grant([...readPayouts.roles]), 'id kind decidedByName decidedAt'],
      ['FINANCIAL', readCases, 'reason'],
    ],
  },
  Payout: {
    subject: 'beneficiaryId',
    rules: [
      [
        'FINANCIAL',
        readPayouts,
        'id code amount paidAt method receiptNumber paidByName dossier programme residentialGroup',
      ],
    ],
  },

  ConfirmationRule: [
    [
      'PUBLIC',
      grant([...readTotals.roles, ...readProgrammes.roles]),
      'id inForceFrom required validDays verified source',
    ],
  ],
  ConfirmationRequest: {
    subject: 'aboutId',
    reference: readConfirmations,
    rules: [
      ['INTERNAL', readConfirmations, 'id askingCode askedCode askingName askedName'],
      ['FINANCIAL', readConfirmations, 'programmeCode programmeName dossier state slip confirmation search'],
      ['FINANCIAL', readConfirmations, 'askedAt askedByName expiresAt receivedAt receivedByName'],
    ],
  },
  RegisterSearch: {
    subject: 'person.id',
    rules: [['FINANCIAL', readConfirmations, 'searchedAt searchedByName person claims says']],
  },
  Confirmation: {
    subject: 'request.aboutId',
    rules: [
      ['FINANCIAL', readConfirmations, 'id answer stage paidOn answeredByName answeredAt expiresAt isValid'],
      ['FINANCIAL', readConfirmations, 'keyId token againstBooks enteredAt enteredByName'],
    ],
  },
  ConfirmationAsker: [['INTERNAL', readConfirmations, 'name asked askedToday']],
  IssuerKey: [
    ['PUBLIC', readConfirmations, 'id issuerCode issuerName keyId publicKey validFrom validUntil isHere source'],
  ],

  DoublePayment: [['FINANCIAL', readCases, 'payouts']],

  SubmitDossierSuccess: [['FINANCIAL', submitDossiers, 'dossier']],
  ApproveDossierSuccess: [['FINANCIAL', decideDossiers, 'dossier']],
  RefuseDossierSuccess: [['FINANCIAL', decideDossiers, 'dossier']],
  ConfirmPayoutSuccess: [['FINANCIAL', confirmPayouts, 'payout']],
  PayoutAlreadyConfirmed: [['FINANCIAL', confirmPayouts, 'payout']],
  DossierNotApproved: [['FINANCIAL', confirmPayouts, 'status']],
  DossierNotAwaitingApproval: [['FINANCIAL', decideDossiers, 'status']],
  DossierAlreadyClosed: [['FINANCIAL', decideDossiers, 'status']],
  DossierAlreadyOpen: [['FINANCIAL', handleDossiers, 'dossierCode']],
  ExcludedByOtherProgramme: [['FINANCIAL', handleDossiers, 'programme dossierCode']],
  BeneficiaryKindMismatch: [['INTERNAL', submitDossiers, 'expected']],
  ProgrammeNotInForce: [['PUBLIC', submitDossiers, 'inForceFrom inForceTo']],
  FundExhausted: [['INTERNAL', handleDossiers, 'available']],
  AskConfirmationSuccess: [['FINANCIAL', exchangeConfirmations, 'request']],
  EnterConfirmationSuccess: [['FINANCIAL', exchangeConfirmations, 'request']],
  ReceiveConfirmationRequestSuccess: [['FINANCIAL', exchangeConfirmations, 'request']],
  SearchForConfirmationSuccess: [['FINANCIAL', exchangeConfirmations, 'request']],
  AnswerConfirmationSuccess: [['FINANCIAL', exchangeConfirmations, 'request']],
  ConfirmationNotAccepted: [['INTERNAL', exchangeConfirmations, 'fault']],
  ConfirmationNotOpen: [['INTERNAL', exchangeConfirmations, 'state']],
  AlreadyAsked: [['INTERNAL', exchangeConfirmations, 'expiresAt']],
  AskedTooOften: [['INTERNAL', exchangeConfirmations, 'most']],
  AnswerAgainstBooks: [['FINANCIAL', exchangeConfirmations, 'says']],
  ReceivedElsewhere: [['FINANCIAL', handleDossiers, 'unitCode answeredAt']],
  ConfirmedElsewhere: [['FINANCIAL', handleDossiers, 'unitCode expiresAt']],
  ConfirmationAlreadyGiven: [],
  ConfirmationRequestNotFound: [],
  NothingToConfirm: [],
  RegisterNotSearched: [],
  DossierNotFound: [],
  SamePersonTwice: [],
  SubmitterMayNotApprove: [],
  PayerMayNotApprove: [],
})

/** Of rows that two wards share: the one that asks, which is the row's unit, and the one that is asked. */
function rowsOfTwoUnits(read: Grant, write: Grant, { writtenByAsked }: { writtenByAsked: string }) {
  const { policies, ...rest } = unitRows(read, write)
  const inEither = (condition: string) => `(${condition} or ${condition.replace('unit_code', 'asked_unit')})`
  const writer = `(case when ${writtenByAsked} then asked_unit else unit_code end)`
  return {
    ...rest,
    policies: policies.map(({ name, command, using, check }) => ({
      name,
      command,
      ...(using && { using: inEither(String(using)) }),
      ...(check && { check: name === 'add' ? String(check).replace('unit_code', writer) : inEither(String(check)) }),
    })),
  }
}

/** Residents tells by an event who it is. */
const keepConfirmations = grant([...exchangeConfirmations.roles], [...exchangeConfirmations.purposes, 'EVENTS'])
/** Looked at before a payment as well. */
const seeConfirmations = grant([...readConfirmations.roles, 'CASHIER'])

/** Which purposes reach the rows of a table at all, whatever the fields above say. */
export const rows = {
  ofProgrammes: unitRows(grant([...readTotals.roles, ...readProgrammes.roles]), submitDossiers),
  ofFunds: unitRows(grant([...readFunds.roles, 'CASHIER']), handleDossiers),
  ofDossiers: unitRows(readPayouts, handleDossiers),
  ofConfirmationRequests: rowsOfTwoUnits(seeConfirmations, keepConfirmations, {
    writtenByAsked: 'received_at is not null',
  }),
  ofConfirmations: rowsOfTwoUnits(seeConfirmations, exchangeConfirmations, { writtenByAsked: 'entered_at is null' }),
  ofSigningKeys: unitRows(readConfirmations, exchangeConfirmations),
  ofPayouts: unitRows(grant([...readTotals.roles, ...readPayouts.roles]), handleDossiers),
}
