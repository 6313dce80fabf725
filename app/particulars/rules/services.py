"""Which services have which particulars."""

from app.catalogue.rules import PathCode

AT_SCHOOL = (PathCode.SCHOOL_ASSISTANCE, PathCode.NURSERY_SUPPORT, PathCode.SCHOOL_SUPPORT)
BY_THE_HOUR = (PathCode.ADM, PathCode.HOME_CARE, *AT_SCHOOL)
TO_WORK = (PathCode.WORK_PLACEMENT, PathCode.MULTIMISURA)
