import { defineMessages } from '@vungxanh/remote'
import { purposes } from '../checkpoints/purposes.ts'

export const messages = defineMessages('directives-timeline', {
  vi: {
    'IN.LET_THROUGH': 'Vào qua {checkpoint}',
    'OUT.LET_THROUGH': 'Ra qua {checkpoint}',
    'IN.TURNED_BACK': '{checkpoint}: không cho vào',
    'OUT.TURNED_BACK': '{checkpoint}: không cho ra',
    'IN.SENT_TO_STATION': 'Vào qua {checkpoint}, chuyển trạm y tế',
    'OUT.SENT_TO_STATION': 'Ra qua {checkpoint}, chuyển trạm y tế',
    ...purposes.vi,
  },
  en: {
    'IN.LET_THROUGH': 'In through {checkpoint}',
    'OUT.LET_THROUGH': 'Out through {checkpoint}',
    'IN.TURNED_BACK': '{checkpoint}: not let in',
    'OUT.TURNED_BACK': '{checkpoint}: not let out',
    'IN.SENT_TO_STATION': 'In through {checkpoint}, sent to the station',
    'OUT.SENT_TO_STATION': 'Out through {checkpoint}, sent to the station',
    ...purposes.en,
  },
})
