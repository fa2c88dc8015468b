import { defineRemote, later } from '@vungxanh/remote'
import { manifest } from './manifest.ts'
import { PeoplePage } from './people/people-page.tsx'

export default defineRemote(manifest, {
  routes: [
    { index: true, element: <PeoplePage /> },
    { path: 'nguoi/:id', element: later(async () => (await import('./people/person-page.tsx')).PersonPage) },
    { path: 'ho', element: later(async () => (await import('./households/households-page.tsx')).HouseholdsPage) },
    { path: 'ho/:id', element: later(async () => (await import('./households/household-page.tsx')).HouseholdPage) },
    {
      path: 'them-ho',
      element: later(async () => (await import('./households/register-household-page.tsx')).RegisterHouseholdPage),
    },
    { path: 'ban-do', element: later(async () => (await import('./places/map-page.tsx')).MapPage) },
    {
      path: 'co-so',
      element: later(async () => (await import('./establishments/establishments-page.tsx')).EstablishmentsPage),
    },
    {
      path: 'co-so/:id',
      element: later(async () => (await import('./establishments/establishment-page.tsx')).EstablishmentPage),
    },
    {
      path: 'nguoi-den',
      element: later(async () => (await import('./arrivals/arrivals-page.tsx')).ArrivalsPage),
    },
    {
      path: 'nguoi-den/khai',
      element: later(async () => (await import('./arrivals/declare-arrival-page.tsx')).DeclareArrivalPage),
    },
    {
      path: 'dang-ky',
      element: later(async () => (await import('./people/register-person-page.tsx')).RegisterPersonPage),
    },
    { path: 'nhap-danh-sach', element: later(async () => (await import('./imports/imports-page.tsx')).ImportsPage) },
    {
      path: 'nhap-danh-sach/:id',
      element: later(async () => (await import('./imports/import-page.tsx')).ImportPage),
    },
    {
      path: 'de-nghi-sua',
      element: later(async () => (await import('./proposals/proposals-page.tsx')).ProposalsPage),
    },
    {
      path: 'gop-trung',
      element: later(async () => (await import('./duplicates/duplicates-page.tsx')).DuplicatesPage),
    },
    {
      path: 'thong-ke',
      element: later(async () => (await import('./statistics/statistics-page.tsx')).StatisticsPage),
    },
    {
      path: 'thong-ke/:figure',
      element: later(async () => (await import('./statistics/counted-page.tsx')).CountedPage),
    },
    { path: 'sua-nhieu', element: later(async () => (await import('./bulk-edits/bulk-edits-page.tsx')).BulkEditsPage) },
    {
      path: 'in/ho/:id',
      element: later(async () => (await import('./print/household-sheet-page.tsx')).HouseholdSheetPage),
    },
    {
      path: 'in/nguoi/:id',
      element: later(async () => (await import('./print/person-sheet-page.tsx')).PersonSheetPage),
    },
    {
      path: 'in/danh-sach-ho',
      element: later(async () => (await import('./print/household-list-page.tsx')).HouseholdListPage),
    },
    {
      path: 'in/danh-sach-nguoi',
      element: later(async () => (await import('./print/people-list-page.tsx')).PeopleListPage),
    },
    { path: 'du-lieu-ca-nhan', element: later(async () => (await import('./privacy/requests-page.tsx')).RequestsPage) },
    {
      path: 'du-lieu-ca-nhan/tiep-nhan',
      element: later(async () => (await import('./privacy/receive-request-page.tsx')).ReceiveRequestPage),
    },
    {
      path: 'du-lieu-ca-nhan/yeu-cau/:id',
      element: later(async () => (await import('./privacy/request-page.tsx')).RequestPage),
    },
    {
      path: 'du-lieu-ca-nhan/dong-y/:id',
      element: later(async () => (await import('./privacy/consents-page.tsx')).ConsentsPage),
    },
    { path: 'to-tu-quan', element: later(async () => (await import('./groups/groups-page.tsx')).GroupsPage) },
    { path: 'to-tu-quan/:id', element: later(async () => (await import('./groups/group-page.tsx')).GroupPage) },
    {
      path: 'to-dan-pho/:id',
      element: later(async () => (await import('./groups/residential-group-page.tsx')).ResidentialGroupPage),
    },
    { path: 'vong-di', element: later(async () => (await import('./rounds/rounds-page.tsx')).RoundsPage) },
    { path: 'vong-di/:id', element: later(async () => (await import('./rounds/round-page.tsx')).RoundPage) },
  ],
  fieldRoutes: [
    { index: true, element: later(async () => (await import('./field/rounds-page.tsx')).FieldRoundsPage) },
    { path: ':id', element: later(async () => (await import('./field/round-page.tsx')).FieldRoundPage) },
    { path: ':id/:stop', element: later(async () => (await import('./field/visit-page.tsx')).FieldVisitPage) },
  ],
  panels: {},
})
