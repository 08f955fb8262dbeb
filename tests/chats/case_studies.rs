//! The five case studies of the EPTS System Support Structure Guide.

#[path = "case_studies/andre.rs"]
mod andre;
#[path = "case_studies/by_the_clock.rs"]
mod by_the_clock;
#[path = "case_studies/janice.rs"]
mod janice;
#[path = "case_studies/jose.rs"]
mod jose;
#[path = "case_studies/martine.rs"]
mod martine;
#[path = "case_studies/tomas.rs"]
mod tomas;
