
rem :find_cluster REGION: the identifier of the cluster whose description answers True to composer_query.
:find_cluster
set "composer_found="
set "composer_wrong="
call aws dsql list-clusters --region %1 --query "clusters[].[identifier]" --output text >"%composer_folder%\clusters.txt" 2>"%composer_errors%"
if %errorlevel% neq 0 goto :say_errors
for /f "usebackq delims=" %%A in ("%composer_folder%\clusters.txt") do call :look_at %%A %1
if defined composer_wrong exit /b 1
exit /b 0
:look_at
if "%1"=="None" exit /b 0
if defined composer_found exit /b 0
if defined composer_wrong exit /b 0
call aws dsql get-cluster --identifier %1 --region %2 --query %composer_query% --output text >"%composer_answers%" 2>"%composer_errors%"
call :answered ResourceNotFoundException
if %errorlevel% neq 0 set "composer_wrong=1"
if "%composer_answer%"=="True" set "composer_found=%1"
exit /b 0
