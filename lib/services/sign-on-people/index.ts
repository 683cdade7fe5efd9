export { admitUser, type Admission, type AdmissionRefusal, type AdmittingIdp, type Arrival } from './admit-user.ts'
