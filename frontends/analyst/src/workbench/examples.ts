/** Queries to start from. Each runs as it stands for the viewer's unit, as of now. */
export interface Example {
  id: 'report' | 'byDay' | 'byProduct' | 'population' | 'support'
  query: string
}

export const examples: readonly Example[] = [
  {
    id: 'report',
    query: `# The paragraph of the steering committee's report, from operational rows.
query CommitteeReport($unit: ID!, $asOf: DateTime!) {
  adminUnit(code: $unit) {
    code
    name
    population(asOf: $asOf) {
      households
      persons
    }
    testing(asOf: $asOf) {
      personsTested
      personsPositive
    }
    vaccination(asOf: $asOf) {
      doses
      adverseEvents
    }
    support(asOf: $asOf) {
      count
      amount
      lines {
        programme {
          code
          basis {
            symbol
          }
        }
        countUnit
        count
        amount
      }
    }
  }
}
`,
  },
  {
    id: 'byDay',
    query: `query TestsAndDosesByDay($unit: ID!, $asOf: DateTime!) {
  adminUnit(code: $unit) {
    testing(asOf: $asOf) {
      byDay {
        day
        personsTested
        positive
      }
    }
    vaccination(asOf: $asOf) {
      byDay {
        day
        doses
      }
    }
  }
}
`,
  },
  {
    id: 'byProduct',
    query: `query DosesByProduct($unit: ID!, $asOf: DateTime!) {
  adminUnit(code: $unit) {
    vaccination(asOf: $asOf) {
      doses
      personsVaccinated
      byProduct {
        product {
          code
          name
          manufacturer
        }
        doses
      }
    }
  }
}
`,
  },
  {
    id: 'population',
    query: `query PopulationOfUnit($unit: ID!, $asOf: DateTime!) {
  adminUnit(code: $unit) {
    name
    level
    parent {
      name
      parent {
        name
      }
    }
    population(asOf: $asOf) {
      households
      persons
    }
    residentialGroups {
      number
      name
    }
  }
}
`,
  },
  {
    id: 'support',
    query: `query PayoutsByProgramme($unit: ID!, $asOf: DateTime!) {
  adminUnit(code: $unit) {
    support(asOf: $asOf) {
      count
      amount
      lines {
        programme {
          code
          name
        }
        countUnit
        count
        amount
      }
    }
  }
}
`,
  },
]
