//! The five case studies of the EPTS System Support Structure Guide, as far as they need no clocks.

#[path = "case_studies/andre.rs"]
mod andre;
#[path = "case_studies/janice.rs"]
mod janice;
#[path = "case_studies/jose.rs"]
mod jose;
#[path = "case_studies/martine.rs"]
mod martine;
#[path = "case_studies/tomas.rs"]
mod tomas;
